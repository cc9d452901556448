import type { Words } from '../deliveries/message.ts'
import type { Actor, Role } from '../shared/access.ts'
import {
  addDays,
  daysBetween,
  type IsoDate,
  lastDayOfMonth,
  weekdayOf,
} from '../shared/calendar.ts'
import type { Period, Window } from './deadlines/index.ts'
import { type DraftRow, isQuestion, type RoadMapDraft } from './draft.ts'

const heads =
  /(?<![а-яё])(руководител|директор|заведующ|администраци|куратор|педагогическ\S* коллектив)/i
const schools =
  /(образовательн\S*\s+(организаци|учреждени)|(?<![а-яё])(школы|школ|гимнази|лице[йия]|детски\S+ сад\S*)(?![а-яё]))/i
const short =
  /(?<![А-ЯЁа-яё])(ОО|ОУ|МОУ|ОУО|ДОУ|ДОО|СОШ|УДО|МБОУ|МАОУ|МКОУ|ГБОУ|МБДОУ)(?![А-ЯЁа-яё])/

/**
 * Who a responsible is, until the coordinator says otherwise: «руководители …» and «образовательные
 * организации» are every school, any other body or person is the municipality.
 */
export const isSchools = (name: string): boolean =>
  heads.test(name) || schools.test(name) || short.test(name)

const coordinators =
  /^(муниципальн\S* )?координатор(ы|а|у|ом)?( (муниципал\S*|проекта|программы|наставничества|цмн|от муо))*$/i

/** «Муниципальный координатор»: nobody has to say who that is. */
export const isCoordinator = (name: string): boolean => coordinators.test(name.trim())

/** Kinds without a due of their own; daily work is kept and shown, but nobody is told of each day. */
export const undatedKinds: ReadonlySet<string> = new Set([
  'continuous',
  'on_request',
  'event',
  'unknown',
  'daily',
])

/** The windows of a row that people are reminded of. */
export const datesOf = (row: DraftRow): readonly Window[] =>
  undatedKinds.has(row.deadline.kind) ? [] : row.deadline.windows

/** Whether a row has something to ask the person about before it is loaded. */
export const isDoubtful = (row: DraftRow): boolean =>
  row.deadline.doubts.length > 0 || row.doubts.some(isQuestion)

/** The plan's period: as printed, else from the first to the last of its dates, else the school year. */
export function periodOf(draft: RoadMapDraft, today: IsoDate): Period {
  if (draft.period) return { start: draft.period.start, end: draft.period.end }
  const windows = draft.rows.flatMap(datesOf)
  const days = windows.flat().sort()
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0)
  return {
    start: days[0] ?? `${year}-09-01`,
    end: days.at(-1) ?? `${year + 1}-08-31`,
  }
}

/** How a road map is called in a sentence: one that was pasted has no title of its own. */
export const mapTitle = (title: string, length = 200): Words[string] =>
  title.trim() === '' ? { key: 'road-map-untitled' } : shortTitle(title, length)

/** A title that fits a line of a digest, without its leading number. */
export function shortTitle(title: string, length = 90): string {
  const text = title
    .replace(/\s+/g, ' ')
    .replace(/^\d+(\.\d+)*[.)]\s*/, '')
    .trim()
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:«(–-]+$/, '')}…`
}

export type PlanView = 'week' | 'month' | 'late' | 'next'

/** First and last due that a view shows; a year is enough to say what comes next. */
export function viewPeriod(view: PlanView, today: IsoDate): { from: IsoDate; to: IsoDate } {
  switch (view) {
    case 'week':
      return { from: today, to: addDays(today, 7 - weekdayOf(today)) }
    case 'month':
      return {
        from: today,
        to: lastDayOfMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7))),
      }
    case 'late':
      return { from: '1000-01-01', to: addDays(today, -1) }
    case 'next':
      return { from: today, to: addDays(today, 366) }
  }
}

/** Days left until a due; negative when it has passed. */
export const daysLeft = (due: IsoDate, today: IsoDate): number => daysBetween(today, due)

/** A completion can be taken back within this many minutes. */
export const undoMinutes = 60

export type Status = 'planned' | 'in_work' | 'done' | 'cancelled'

export const isOpen = (status: string): boolean => status === 'planned' || status === 'in_work'

/** Which assignments an actor sees: the whole municipality's, or those of some schools. */
export interface Reach {
  everywhere: boolean
  schools: number[]
  /** And what is theirs by name. */
  personId: number | null
}

const municipal: ReadonlySet<Role> = new Set<Role>(['coordinator', 'methodist'])
const ofSchool: ReadonlySet<Role> = new Set<Role>(['head', 'curator'])

export function reachOf(actor: Actor): Reach {
  const schools = actor.roles.flatMap(({ role, schoolId }) =>
    ofSchool.has(role) && schoolId !== null ? [schoolId] : [],
  )
  return {
    everywhere: actor.roles.some(({ role }) => municipal.has(role)),
    schools: [...new Set(schools)],
    personId: actor.personId,
  }
}

/** Whose an assignment is: of a school, of a role of the municipality, or of a person. */
export interface Owner {
  schoolId: number | null
  role: string
  personId: number | null
}

/**
 * Whether an assignment is the actor's own: of the school, of the role, or by name; a coordinator
 * answers for everything of the municipality.
 */
export function isOwn(actor: Actor, { schoolId, role, personId }: Owner): boolean {
  if (schoolId !== null) return reachOf(actor).schools.includes(schoolId)
  if (personId !== null && personId === actor.personId) return true
  return actor.roles.some((own) => own.role === 'coordinator' || own.role === role)
}
