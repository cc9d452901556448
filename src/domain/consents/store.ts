import type { Tx } from '../../infra/db.ts'
import type { ConsentAnswer } from './rules.ts'

export interface ConsentRow {
  personId: number
  purpose: string
  version: number
  textHash: string
  state: ConsentAnswer
  messenger: string
  messageKey: string | null
  at: Date
}

/** Rows are only ever added: the latest one is in force, the earlier ones are the evidence. */
export function consentStore(tx: Tx) {
  return {
    async add(row: ConsentRow): Promise<void> {
      await tx.prisma.consent.create({ data: { ...row, basis: 'chat' } })
    },

    /** The answers in force, one a purpose. */
    async findCurrent(personId: number) {
      const rows = await tx.prisma.consent.findMany({
        where: { personId },
        distinct: ['purpose'],
        orderBy: [{ purpose: 'asc' }, { id: 'desc' }],
        select: { purpose: true, version: true, state: true, at: true, textHash: true },
      })
      return rows.map((row) => ({ ...row, state: row.state as ConsentAnswer }))
    },

    async findMunicipality(id: number): Promise<string> {
      const found = await tx.prisma.municipality.findUniqueOrThrow({
        where: { id },
        select: { name: true },
      })
      return found.name
    },
  }
}
