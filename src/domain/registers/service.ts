import type { Actor, Member } from '../shared/access.ts'
import { type IsoDate, isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName, type PersonName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { registerReach } from './reach.ts'
import {
  countLines,
  isBeginner,
  isYoungSpecialist,
  type RegisterCounts,
  type RegisterField,
  type RegisterKind,
} from './rules.ts'
import { registerStore, type StoredEntry } from './store.ts'

/** A register as it is sent out: a line a person, computed at a day. Plain JSON. */
export interface RegisterSheet {
  kind: RegisterKind
  municipality: string
  /** The only school of it; null when there are several. */
  school: string | null
  day: IsoDate
  counts: RegisterCounts
  lines: RegisterSheetLine[]
  /** Schools whose names a template may offer. */
  schools: string[]
}

export type RegisterSheetLine = Record<RegisterField, string | null> & {
  name: string
  school: string
  /** Null where it cannot be said. */
  young: boolean | null
  beginner: boolean | null
  /** Takes part in Tandem already. */
  joined: boolean
  /** May be named and shown in publications: the consent stands. Null who has not joined. */
  publishable: boolean | null
}

/** «Реестр педагогов» and «реестр обучающихся»: counted, sent out, and tied to the people who come in. */
export function registerService(room: Room) {
  const store = registerStore(room.tx)
  const { schoolsOf, todayOf, known } = registerReach(room)

  const tie = async (who: Pick<Member, 'personId'>, entryId: number): Promise<boolean> => {
    if (!(await store.tie(entryId, who.personId))) return false
    await store.copyBirthDates([who.personId])
    await store.copyFields([who.personId])
    await room.domain.guardians.askParents([who.personId])
    return true
  }

  return {
    /** How many are in the registers that the actor sees, and what they are today. */
    async showCounts(
      actor: Actor,
      kind: RegisterKind,
    ): Promise<RegisterCounts & { day: IsoDate; schools: number }> {
      const { ids } = await schoolsOf(actor, 'register.view')
      const day = await todayOf(actor)
      const counts = countLines(await store.list(known(kind), ids), day)
      return { ...counts, day, schools: ids.length }
    },

    /** Lines that a member of the same school has the name of, to be tied by the curator's word. */
    async listNamesakes(
      actor: Actor,
      kind: RegisterKind,
    ): Promise<{ entryId: number; personId: number; name: string }[]> {
      const { ids } = await schoolsOf(actor, 'register.keep')
      const entries = new Map((await store.list(known(kind), ids)).map((one) => [one.id, one]))
      const pairs = await store.listNamesakes(known(kind), ids)
      return pairs.map((pair) => ({ ...pair, name: fullName(entries.get(pair.entryId)!) }))
    },

    /** Ties lines to the members who have their names. @returns how many */
    async tieNamesakes(actor: Actor, kind: RegisterKind, entryIds: number[]): Promise<number> {
      let count = 0
      for (const { entryId, personId } of await this.listNamesakes(actor, kind))
        if (entryIds.includes(entryId) && (await tie({ personId }, entryId))) count += 1
      return count
    },

    /** Lines of people who have not come in yet. For invitations by list. */
    async listUnjoined(
      kind: RegisterKind,
      schools: readonly number[],
    ): Promise<(PersonName & { entryId: number; schoolId: number })[]> {
      const entries = await store.list(known(kind), schools)
      return entries
        .filter(({ personId }) => personId === null)
        .map(({ id: entryId, schoolId, lastName, firstName, patronymic }) => {
          return { entryId, schoolId, lastName, firstName, patronymic }
        })
    },

    /** Somebody has come in by an invitation for a line. For the invitations' room. */
    async join(entryId: number, personId: number): Promise<void> {
      await tie({ personId }, entryId)
    },

    /** The consent was given: what the school's line says of the person goes over. For the consents' room. */
    async fill(personId: number): Promise<void> {
      await store.copyFields([personId])
      await room.domain.guardians.askParents([personId])
    },

    /** A register to be sent out, computed at a day (ISO). @throws DomainError('register-day') */
    async showSheet(actor: Actor, kind: RegisterKind, day: IsoDate): Promise<RegisterSheet> {
      if (!isIsoDate(day)) throw new DomainError('register-day')
      const { schools, ids } = await schoolsOf(actor, 'register.view')
      const { name: municipality } = await room.domain.organisations.showMunicipality(actor)
      const entries = await store.list(known(kind), ids)
      return {
        kind,
        municipality,
        school: schools.length === 1 ? (schools[0]?.name ?? null) : null,
        day,
        counts: countLines(entries, day),
        lines: entries.map((entry) => sheetLine(entry, day)),
        schools: schools.map(({ name }) => name),
      }
    },
  }
}

function sheetLine(entry: StoredEntry, day: IsoDate): RegisterSheetLine {
  const { birthDate, post, subject, teachingStart, category, schoolClass } = entry
  return {
    name: fullName(entry),
    school: entry.school,
    birthDate,
    post,
    subject,
    teachingStart,
    category,
    schoolClass,
    young: isYoungSpecialist(birthDate, day),
    beginner: isBeginner(teachingStart, day),
    joined: entry.personId !== null,
    publishable: entry.personId === null ? null : entry.publishable === true,
  }
}
