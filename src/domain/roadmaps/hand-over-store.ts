import type { Tx } from '../../infra/db.ts'

/**
 * What a person had to do by name is the coordinator's now, in a school's own plan the curator's: nothing is
 * left to nobody. What is done stays as it is told. @returns how many assignments
 */
export async function handOver(tx: Tx, personId: number): Promise<number> {
  const named = await tx.query(
    `UPDATE assignment SET person_id = NULL, role = CASE WHEN role <> 'person' THEN role
       WHEN school_id IS NULL THEN 'coordinator' ELSE 'curator' END
     WHERE person_id = $1 RETURNING id`,
    [personId],
  )
  const holder = `person:${personId}`
  await tx.query(
    `UPDATE activity x SET holders = CASE WHEN cardinality(array_remove(holders, $1)) = 0
       THEN ARRAY['curator'] ELSE array_remove(holders, $1) END
     FROM road_map m WHERE m.id = x.road_map_id AND m.school_id IS NOT NULL AND $1 = ANY (holders)`,
    [holder],
  )
  for (const table of ['responsible', 'activity'])
    await tx.query(
      `UPDATE ${table} SET holders = CASE WHEN cardinality(array_remove(holders, $1)) = 0
         THEN ARRAY['coordinator'] ELSE array_remove(holders, $1) END
       WHERE $1 = ANY (holders)`,
      [holder],
    )
  return named.length
}
