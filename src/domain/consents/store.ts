import type { Tx } from '../../infra/db.ts'
import type { ConsentAnswer } from './rules.ts'

export interface ConsentRow {
  personId: number
  purpose: string
  version: number
  textHash: string
  state: ConsentAnswer
  basis: 'chat' | 'paper' | 'esign'
  messenger: string | null
  messageKey: string | null
  at: Date
  /** Of a signed sheet or file: where it is kept, the day of the signature, who has checked it. */
  fileId?: string
  signedOn?: Date
  checkedById?: number
  /** Of a minor: the parent who has answered. */
  givenById?: number
}

/** Rows are only ever added: the latest one is in force, the earlier ones are the evidence. */
export function consentStore(tx: Tx) {
  return {
    async add(row: ConsentRow): Promise<void> {
      await tx.prisma.consent.create({ data: row })
    },

    /** The answers in force, one a purpose. */
    async findCurrent(personId: number) {
      // Plain SQL: a questionnaire asks for it again and again.
      return tx.gather<
        Pick<ConsentRow, 'purpose' | 'version' | 'state' | 'at' | 'textHash'> & {
          givenById: number | null
        }
      >(
        `SELECT each.n, c.* FROM unnest($1::int[]) WITH ORDINALITY AS each(person_id, n)
         CROSS JOIN LATERAL (
           SELECT DISTINCT ON (purpose) purpose, version, state, at, text_hash AS "textHash", given_by_id AS "givenById"
           FROM consent WHERE person_id = each.person_id ORDER BY purpose, id DESC
         ) c`,
        [personId],
      )
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
