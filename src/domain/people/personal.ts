import type { Line } from '../deliveries/message.ts'
import { dayLine, destroy, items, type PersonalRecords } from '../erasures/personal.ts'

interface PersonShown {
  lastName: string
  firstName: string
  patronymic: string | null
  post: string | null
  subject: string | null
  birthDate: string | null
  teachingStart: string | null
  subscribed: boolean
  quiet: string | null
  createdAt: Date
}

/** Name, dates, accounts, roles, link codes. */
export const peopleRecords: PersonalRecords = {
  columns: {
    'person.last_name': 'cleared',
    'person.first_name': 'cleared',
    'person.patronymic': 'cleared',
    'person.post': 'cleared',
    'person.subject': 'cleared',
    'person.birth_date': 'cleared',
    'person.teaching_start': 'cleared',
    'person.preferred': 'cleared',
    'person.quiet_from': 'cleared',
    'person.quiet_to': 'cleared',
    'person.addressed_by': 'cleared',
    'account.person_id': 'deleted',
    'account.user_id': 'deleted',
    'account.chat_id': 'deleted',
    'membership.person_id': 'kept: which roles there were, under a pseudonym',
    'link_code.person_id': 'deleted',
    'transfer.person_id': 'deleted',
    'namesakes.person_id': 'deleted',
    'namesakes.other_id': 'deleted',
    'namesakes.said_by_id': 'kept: who has told two people apart, under a pseudonym',
  },
  moves: {
    'account.person_id': 'moved',
    'membership.person_id': 'moved',
    'link_code.person_id': 'moved',
    'transfer.person_id': { once: [] },
    'namesakes.person_id': 'stays: it goes with the row',
    'namesakes.other_id': 'stays: it goes with the row',
    'namesakes.said_by_id': 'moved',
  },

  async show({ tx }, { personId, accounts }) {
    const [person] = await tx.query<PersonShown>(
      `SELECT last_name AS "lastName", first_name AS "firstName", patronymic, post, subject,
              birth_date AS "birthDate", teaching_start AS "teachingStart", subscribed,
              nullif(concat_ws('–', quiet_from, quiet_to), '') AS quiet,
              created_at AS "createdAt"
       FROM person WHERE id = $1`,
      [personId],
    )
    const roles = await tx.query<{
      role: string
      place: string
      since: Date
      until: Date | null
    }>(
      `SELECT m.role, coalesce(s.name, c.name) AS place, m.since, m.until FROM membership m
       JOIN municipality c ON c.id = m.municipality_id LEFT JOIN school s ON s.id = m.school_id
       WHERE m.person_id = $1 ORDER BY m.id`,
      [personId],
    )
    if (!person) return []
    const own = items([
      ['my-data-last-name', person.lastName],
      ['my-data-first-name', person.firstName],
      ['my-data-patronymic', person.patronymic],
      ['my-data-post', person.post],
      ['my-data-subject', person.subject],
      ['my-data-birth-date', dayLine(person.birthDate)],
      ['my-data-teaching-start', dayLine(person.teachingStart)],
      ['my-data-announcements', { key: person.subscribed ? 'settings-on' : 'settings-off' }],
      ['my-data-quiet', person.quiet],
      ['my-data-known-since', dayLine(person.createdAt)],
    ])
    const linked = accounts.map(({ messenger, userId }) => ({
      label: { key: `messenger-${messenger}` },
      value: { key: 'my-data-account', args: { id: userId } },
    }))
    const held = roles.map(({ role, place, since, until }) => ({
      label: { key: `role-${role}` },
      value: period(place, since, until),
    }))
    return [
      { title: 'my-data-person', items: own },
      { title: 'my-data-accounts', items: linked },
      { title: 'my-data-roles', items: held },
    ]
  },

  async forget({ tx, pseudonym, now }, { personId }) {
    const codes = await destroy(
      tx,
      'erased-link-codes',
      'DELETE FROM link_code WHERE person_id = $1 RETURNING id',
      [personId],
    )
    const accounts = await destroy(
      tx,
      'erased-accounts',
      'DELETE FROM account WHERE person_id = $1 RETURNING id',
      [personId],
    )
    await tx.query('DELETE FROM transfer WHERE person_id = $1', [personId])
    await tx.query('DELETE FROM namesakes WHERE $1 IN (person_id, other_id)', [personId])
    await tx.query('UPDATE membership SET until = $2 WHERE person_id = $1 AND until IS NULL', [
      personId,
      now,
    ])
    const person = await destroy(
      tx,
      'erased-person',
      `UPDATE person SET last_name = $2, first_name = '', patronymic = NULL, post = NULL, subject = NULL,
         birth_date = NULL, teaching_start = NULL, preferred = NULL, quiet_from = NULL,
         quiet_to = NULL, addressed_by = NULL, subscribed = false, erased_at = $3
       WHERE id = $1 RETURNING id`,
      [personId, pseudonym, now],
    )
    return [person, accounts, codes]
  },
}

function period(place: string, since: Date, until: Date | null): Line {
  const from = since.toISOString().slice(0, 10)
  if (!until) return { key: 'my-data-role-since', args: { place, from } }
  return { key: 'my-data-role-until', args: { place, from, to: until.toISOString().slice(0, 10) } }
}
