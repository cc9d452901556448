import type { Tx } from '../../infra/db.ts'

/** The wall clock of a municipality. */
export function zoneStore(tx: Tx) {
  return {
    async findZone(municipalityId: number): Promise<string> {
      const [row] = await tx.query<{ zone: string }>(
        'SELECT time_zone AS zone FROM municipality WHERE id = $1',
        [municipalityId],
      )
      return row!.zone
    },

    async findName(municipalityId: number): Promise<string> {
      const [row] = await tx.query<{ name: string }>(
        'SELECT name FROM municipality WHERE id = $1',
        [municipalityId],
      )
      return row!.name
    },
  }
}
