import type { Line } from '../deliveries/message.ts'
import type { PersonalRecords } from '../erasures/personal.ts'
import { OWN } from '../guardians/rules.ts'

/** Consents are the proof that there was a ground: kept three years after the destruction. */
export const consentRecords: PersonalRecords = {
  columns: {
    'consent.person_id': 'kept: proof of the consent for three years, under a pseudonym',
    'consent.checked_by_id': 'kept: who has checked a signed sheet, under a pseudonym',
    'consent.given_by_id': 'kept: who has consented for a minor, under a pseudonym',
    'consent.message_key': 'kept: proof of the consent for three years, a number of an event',
  },
  moves: {
    'consent.person_id': 'moved',
    'consent.checked_by_id': 'moved',
    'consent.given_by_id': 'moved',
  },

  async show({ tx, outside }, { personId }) {
    const rows = await tx.query<{
      purpose: string
      version: number
      state: string
      basis: string
      at: Date
      child: boolean
    }>(
      `SELECT purpose, version, state, basis, at, person_id <> $1 AS child
       FROM consent WHERE person_id = $1 OR given_by_id = $1 ORDER BY id`,
      [personId],
    )
    const label = (purpose: string, child: boolean): Line => {
      const own = purpose.endsWith(OWN)
      const code = own ? purpose.slice(0, -OWN.length) : purpose
      const title = outside.consentTexts[code]?.title ?? code
      if (child) return { key: 'my-data-consent-child', args: { title } }
      return own ? { key: 'my-data-consent-own', args: { title } } : { text: title }
    }
    const items = rows.map(({ purpose, version, state, basis, at, child }) => ({
      label: label(purpose, child),
      value: {
        key: 'my-data-consent',
        args: {
          state: { key: `consent-state-${state}` },
          version,
          basis: { key: `my-data-basis-${basis}` },
          day: at.toISOString().slice(0, 10),
        },
      },
    }))
    return [{ title: 'my-data-consents', items }]
  },

  forget: async () => [],
}
