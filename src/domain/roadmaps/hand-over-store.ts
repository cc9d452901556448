import type { Tx } from '../../infra/db.ts'

/**
 * What a person had to do by name is the coordinator's now: nothing is left to nobody. What is done stays as
 * it is told. @returns how many assignments
 */
export async function handOver(tx: Tx, personId: number): Promise<number> {
  const named = await tx.query(
    `UPDATE assignment SET person_id = NULL, role = CASE WHEN role = 'person' THEN 'coordinator' ELSE role END
     WHERE person_id = $1 RETURNING id`,
    [personId],
  )
  for (const table of ['responsible', 'activity'])
    await tx.query(
      `UPDATE ${table} SET holders = CASE WHEN cardinality(array_remove(holders, $1)) = 0
         THEN ARRAY['coordinator'] ELSE array_remove(holders, $1) END
       WHERE $1 = ANY (holders)`,
      [`person:${personId}`],
    )
  return named.length
}
