import type { Tx } from '../../infra/db.ts'

/** Who answers for an assignment once its person has gone. */
const heir = `CASE WHEN t.role <> 'person' THEN t.role
  WHEN t.school_id IS NULL THEN 'coordinator' ELSE 'curator' END`

/**
 * What a person had to do by name is the coordinator's now, in a school's own plan the curator's: nothing is
 * left to nobody, and nobody who answers already is asked twice. What is done stays as it is told.
 * @returns how many assignments, and the rows that nobody has to be asked for in that person's place
 */
export async function handOver(
  tx: Tx,
  personId: number,
): Promise<{ named: number; spared: number[] }> {
  const spared = await tx.query<{ id: number }>(
    `UPDATE assignment t SET status = 'cancelled', reason = 'remade'
     WHERE person_id = $1 AND status IN ('planned', 'in_work') AND EXISTS (
       SELECT FROM assignment a
       WHERE a.occurrence_id = t.occurrence_id AND a.school_id IS NOT DISTINCT FROM t.school_id
         AND a.id <> t.id AND a.role = ${heir} AND a.person_id IS NULL AND a.status <> 'cancelled')
     RETURNING (SELECT activity_id FROM occurrence WHERE id = t.occurrence_id) AS id`,
    [personId],
  )
  const named = await tx.query(
    `UPDATE assignment t SET person_id = NULL, role = ${heir} WHERE person_id = $1 RETURNING id`,
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
  return { named: named.length, spared: [...new Set(spared.map(({ id }) => id))] }
}
