import type { CommandButton, Line, Message, Words } from '../deliveries/message.ts'
import { type Owner, shortTitle } from '../roadmaps/rules.ts'
import { daysBetween, type IsoDate } from '../shared/calendar.ts'
import type { WallClock } from '../shared/zone.ts'
import { urgency } from './rules.ts'
import { inRole, isAmong } from './staff.ts'

/** An open assignment that a morning speaks of. */
export interface DueRow extends Owner {
  id: number
  /** The date of the plan; for a school's plan the one that it stands for. */
  occurrenceId: number
  roadMapId: number
  school: string | null
  number: string
  title: string
  due: IsoDate
}

export interface Recipient {
  personId: number
  role: string
  schoolId: number | null
}

/** The names of road maps by their ids, where there are several. */
export type MapNames = ReadonlyMap<number, string>

/** What one person is told on a morning. */
/** What another room has to say in the morning's digest. */
export interface Notice {
  lines: Line[]
  buttons: CommandButton[][]
  /** The person's own affair: not for who stands in, and no matter of the plan. */
  own?: boolean
}

export interface PersonalDigest {
  personId: number
  /** The person's own rows. */
  own: DueRow[]
  /** Ids of those that the person has asked to be reminded of now. */
  asked?: number[]
  /** Late rows of schools below, and at which level the person is told. */
  above: { row: DueRow; level: 'head' | 'coordinator' }[]
  /** Schools and persons that could not be told of what is theirs; for coordinators. */
  unheard?: string[]
  /** What other rooms have to say on this morning. */
  notices?: Notice[]
}

/** More rows than this are counted, not listed. */
const listed = 12
/** More schools than this are counted, not named. */
const namedSchools = 5
/** Buttons of notices: a small keyboard has few rows. */
const noticeButtons = 2

/**
 * Who is told what: curators their school's rows (its head where there is no curator), coordinators
 * the municipality's; late rows of schools go to heads and coordinators who were not told yet.
 */
export function composeDigests(
  pinged: readonly DueRow[],
  late: readonly { row: DueRow; level: 'head' | 'coordinator' }[],
  recipients: readonly Recipient[],
  hushed: (personId: number, row: DueRow) => boolean,
): PersonalDigest[] {
  const digests = new Map<number, PersonalDigest>()
  const digestOf = (personId: number): PersonalDigest => {
    const found = digests.get(personId) ?? { personId, own: [], above: [] }
    digests.set(personId, found)
    return found
  }
  for (const row of pinged)
    for (const personId of answering(row, recipients)) {
      const { own } = digestOf(personId)
      if (!own.includes(row) && !hushed(personId, row)) own.push(row)
    }
  for (const entry of late) {
    const { row, level } = entry
    const answers = answering(row, recipients)
    for (const personId of inRole(recipients, level, level === 'head' ? row.schoolId : null)) {
      // Whoever is pinged as the one who answers need not be told of oneself.
      if (level === 'head' && answers.includes(personId)) continue
      const { above } = digestOf(personId)
      if (!above.some((known) => known.row.id === row.id)) above.push(entry)
    }
  }
  return [...digests.values()].filter(({ own, above }) => own.length + above.length > 0)
}

/**
 * The persons who answer for a row: curator or head of its school, a role of the municipality, or one
 * by name; where there is nobody of that kind, the other one of the school, or the coordinators.
 */
export function answering(owner: Owner, recipients: readonly Recipient[]): readonly number[] {
  const { schoolId, role, personId } = owner
  const instead = schoolId === null ? 'coordinator' : role === 'head' ? 'curator' : 'head'
  const byName = personId !== null && isAmong(recipients, personId) ? [personId] : []
  const first = role === 'person' ? byName : inRole(recipients, role, schoolId)
  return first.length > 0 ? first : inRole(recipients, instead, schoolId)
}

/** The digest as it is said. @param now when it is read; @param day the morning it belongs to */
export function digestMessage(
  digest: PersonalDigest,
  now: WallClock,
  day: IsoDate,
  maps: MapNames = new Map(),
): Message {
  const { own, above, asked = [] } = digest
  const today = now.day
  const text: Line[] = [{ key: `reminders-digest-${partOfDay(now.time)}`, args: { day: today } }]
  const schools = new Set(own.map((row) => row.school)).size > 1
  const sorted = own.toSorted((a, b) => a.due.localeCompare(b.due))
  const shown = sorted.slice(0, listed)
  for (const group of ['again', 'late', 'today', 'soon'] as const) {
    const rows = shown.filter(
      ({ id, due }) => group === (asked.includes(id) ? 'again' : urgency(due, today)),
    )
    if (rows.length === 0) continue
    text.push({ text: '' }, { key: `reminders-${group}` })
    text.push(...rows.map((row) => dueLine(row, today, schools, maps)))
  }
  if (sorted.length > listed)
    text.push({ key: 'reminders-more', args: { count: sorted.length - listed } })
  text.push(...aboveLines(above, today, maps))
  if (digest.unheard && digest.unheard.length > 0)
    text.push(
      { text: '' },
      {
        key: 'reminders-unheard',
        args: {
          names: digest.unheard.slice(0, namedSchools).join('; '),
          more: Math.max(0, digest.unheard.length - namedSchools),
        },
      },
    )
  const notices = digest.notices ?? []
  for (const { lines } of notices) text.push({ text: '' }, ...lines)
  const more = notices.flatMap(({ buttons }) => buttons).slice(0, noticeButtons)
  const planned =
    own.length + above.length + (digest.unheard?.length ?? 0) > 0 || notices.some((one) => !one.own)
  return { text, buttons: [...actButtons(own, day), ...more, ...(planned ? [[planButton]] : [])] }
}

const planButton: CommandButton = { label: { key: 'reminders-plan' }, command: 'plan' }

/** For one row the buttons act at once, for several they ask which. */
function actButtons(rows: readonly DueRow[], day: IsoDate): CommandButton[][] {
  if (rows.length === 0) return []
  const arg = rows.length === 1 ? String(rows[0]!.id) : day
  return [
    [
      { label: { key: 'assignment-done' }, command: 'done', arg },
      { label: { key: 'assignment-show' }, command: 'show', arg },
    ],
    [{ label: { key: 'assignment-later' }, command: 'later', arg }],
  ]
}

/** One row: number, title, due as people say it, and how much time is left or lost. */
function dueLine(row: DueRow, today: IsoDate, school: boolean, maps: MapNames): Line {
  const days = Math.abs(daysBetween(today, row.due))
  return {
    key: `reminders-row-${urgency(row.due, today)}${school ? '-school' : ''}`,
    args: {
      number: row.number,
      title: titleIn(row, maps),
      due: row.due,
      days,
      ...(school ? { school: row.school ?? '' } : {}),
    },
  }
}

/** The title, with the name of its road map where there are several. */
function titleIn({ title, roadMapId }: DueRow, maps: MapNames): Words[string] {
  const map = maps.get(roadMapId)
  const short = shortTitle(title)
  return map === undefined ? short : { key: 'plan-title-in-map', args: { title: short, map } }
}

function aboveLines(above: PersonalDigest['above'], today: IsoDate, maps: MapNames): Line[] {
  if (above.length === 0) return []
  const schools = new Set(above.map(({ row }) => row.schoolId))
  // A head of one school need not be told which school.
  if (schools.size === 1 && above.every(({ level }) => level === 'head'))
    return [
      { text: '' },
      { key: 'reminders-above-own' },
      ...above.slice(0, listed).map(({ row }) => dueLine(row, today, false, maps)),
      ...more(above.length - listed),
    ]
  const keyOf = ({ occurrenceId, due }: DueRow) => `${occurrenceId} ${due}`
  const byRow = new Map<string, DueRow[]>()
  for (const { row } of above) byRow.set(keyOf(row), [...(byRow.get(keyOf(row)) ?? []), row])
  const groups = [...byRow.values()]
  const lines = groups.slice(0, listed).map((rows): Line => {
    const { number, due } = rows[0]!
    const names = rows.slice(0, namedSchools).map(({ school }) => school)
    return {
      key: 'reminders-row-above',
      args: {
        number,
        title: titleIn(rows[0]!, maps),
        due,
        schools: names.join(', '),
        more: rows.length - names.length,
      },
    }
  })
  return [{ text: '' }, { key: 'reminders-above' }, ...lines, ...more(groups.length - listed)]
}

const more = (rest: number): Line[] =>
  rest > 0 ? [{ key: 'reminders-more', args: { count: rest } }] : []

/** Which greeting fits: a digest may be opened late, or read after the clock was moved. */
function partOfDay(time: string): 'morning' | 'day' | 'evening' {
  return time < '12:00' ? 'morning' : time < '18:00' ? 'day' : 'evening'
}

/** The reminder of one row, that was put off. */
export function reminderMessage(row: DueRow, today: IsoDate, maps: MapNames): Message {
  return {
    text: [{ key: 'reminders-again' }, dueLine(row, today, false, maps)],
    buttons: actButtons([row], today),
  }
}
