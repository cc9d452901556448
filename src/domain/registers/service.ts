import { type Actor, allow, type Member, may } from '../shared/access.ts'
import { type IsoDate, isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName, type PersonName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type Difference, differenceOf, type FieldChange } from './difference.ts'
import { agesOf, type RowError, readRegister } from './reading.ts'
import {
  countLines,
  fieldsOf,
  isBeginner,
  isYoungSpecialist,
  type RegisterCounts,
  type RegisterField,
  type RegisterKind,
  registerKinds,
} from './rules.ts'
import { type DraftRow, registerStore, type StoredEntry } from './store.ts'

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
}

/** A line of a preview: somebody new, changed or left out. */
export interface PreviewLine {
  [name: string]: string | number | FieldChange[]
  what: 'added' | 'changed' | 'left-out'
  name: string
  school: string
  fields: FieldChange[]
}

export interface RegisterPreview {
  kind: RegisterKind
  added: number
  changed: number
  unchanged: number
  leftOut: number
  errors: number
  /** Heads that nothing is read from. */
  unread: string[]
}

export type Registers = ReturnType<typeof registerService>

/** «Реестр педагогов» and «реестр обучающихся»: in and out as files, with what a file would change. */
export function registerService(room: Room) {
  const store = registerStore(room.tx)

  /** The schools whose registers the actor may see or keep. */
  const schoolsOf = async (actor: Actor, action: 'register.view' | 'register.keep') => {
    const who = allow(actor, action)
    const all = await room.domain.organisations.listSchools(actor)
    const schools = all.filter(({ id }) =>
      may(actor, action, { municipalityId: who.municipalityId, schoolId: id }),
    )
    return { who, schools, ids: schools.map(({ id }) => id) }
  }
  const todayOf = async (actor: Actor): Promise<IsoDate> => {
    const { timeZone } = await room.domain.organisations.showMunicipality(actor)
    return wallClock(room.now(), timeZone).day
  }
  const known = (kind: string): RegisterKind => {
    const found = registerKinds.find((one) => one === kind)
    if (!found) throw new DomainError('register-unknown')
    return found
  }

  /** The actor's own draft, with what it would change now. */
  const load = async (actor: Actor, draftId: number) => {
    const { who, schools, ids } = await schoolsOf(actor, 'register.keep')
    const draft = await store.findDraft(draftId)
    if (!draft || draft.personId !== who.personId) throw new DomainError('register-draft-gone')
    // The right to a school may have ended since the file was read.
    if (draft.reading.schools.some((id) => !ids.includes(id))) throw new DomainError('not-allowed')
    const stored = await store.list(draft.kind, draft.reading.schools)
    const difference = differenceOf(stored, draft.reading)
    return { who, draft, difference, names: new Map(schools.map(({ id, name }) => [id, name])) }
  }
  const errorsOf = (draft: DraftRow, { ambiguous }: Difference): RowError[] => [
    ...draft.reading.errors,
    ...ambiguous.map(({ sheet, row, ...line }) => {
      return { sheet, row, column: '', code: 'namesake', value: fullName(line) }
    }),
  ]
  const tie = async (who: Pick<Member, 'personId'>, entryId: number): Promise<boolean> => {
    if (!(await store.tie(entryId, who.personId))) return false
    await store.copyBirthDate(who.personId)
    await store.copyFields([who.personId])
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

    /**
     * Reads the file that was just sent. @returns number of the draft
     * @throws DomainError('register-no-file' | 'register-no-table' | 'register-empty' | 'file-…')
     */
    async addDraft(actor: Actor, kind: RegisterKind): Promise<number> {
      const { who, schools } = await schoolsOf(actor, 'register.keep')
      if (schools.length === 0) throw new DomainError('register-no-school')
      const sent = room.outside.sentFile
      if (!sent) throw new DomainError('register-no-file')
      if ('refusal' in sent) throw new DomainError(sent.refusal.code, sent.refusal.args)
      const today = await todayOf(actor)
      const reading = readRegister(sent.document, {
        fields: fieldsOf[known(kind)],
        ages: agesOf[known(kind)],
        schools,
        today,
      })
      if (!reading) throw new DomainError('register-no-table')
      if (reading.lines.length + reading.errors.length === 0)
        throw new DomainError('register-empty')
      const { personId, municipalityId } = who
      return store.addDraft({ municipalityId, personId, kind, reading })
    },

    /** @throws DomainError('register-draft-gone' | 'not-allowed'), as every method of a draft */
    async previewDraft(actor: Actor, draftId: number): Promise<RegisterPreview> {
      const { draft, difference } = await load(actor, draftId)
      return {
        kind: draft.kind,
        added: difference.added.length,
        changed: difference.changed.length,
        unchanged: difference.unchanged.length,
        leftOut: difference.leftOut.length,
        errors: errorsOf(draft, difference).length,
        unread: draft.reading.unread.slice(0, 10),
      }
    },

    /** A page of what would change: new lines, changed ones field by field, those left out. */
    async listChanges(
      actor: Actor,
      draftId: number,
      from: number,
      count: number,
    ): Promise<PreviewLine[]> {
      const { difference, names } = await load(actor, draftId)
      const line = (
        what: PreviewLine['what'],
        one: { lastName: string; firstName: string; patronymic: string | null; schoolId: number },
        fields: FieldChange[] = [],
      ): PreviewLine => ({
        what,
        name: fullName(one),
        school: names.get(one.schoolId) ?? '',
        fields,
      })
      const all = [
        ...difference.changed.map(({ entry, fields }) => line('changed', entry, fields)),
        ...difference.added.map((one) => line('added', one)),
        ...difference.leftOut.map((one) => line('left-out', one)),
      ]
      return all.slice(from, from + count)
    },

    /** A page of what is wrong with the file. */
    async listErrors(
      actor: Actor,
      draftId: number,
      from: number,
      count: number,
    ): Promise<RowError[]> {
      const { draft, difference } = await load(actor, draftId)
      return errorsOf(draft, difference).slice(from, from + count)
    },

    /**
     * Writes what the file says; rows with errors stay as they are stored. @param drop also removes those
     * whom the file leaves out. @throws DomainError('register-drop-errors') when it has errors
     */
    async confirm(
      actor: Actor,
      draftId: number,
      drop: boolean,
    ): Promise<{ added: number; changed: number; dropped: number }> {
      const found = await store.findDraft(draftId)
      await store.lockSchools(found?.reading.schools ?? [])
      const { who, draft, difference } = await load(actor, draftId)
      if (drop && errorsOf(draft, difference).length > 0)
        throw new DomainError('register-drop-errors')
      if (!(await store.takeDraft(draftId))) throw new DomainError('register-draft-gone')
      const { added, changed, leftOut } = difference
      await store.add(who.municipalityId, draft.kind, added, room.now())
      const entries = changed.map(({ entry, fields }) => ({
        ...entry,
        ...Object.fromEntries(fields.map(({ field, to }) => [field, to])),
      }))
      await store.change(entries, room.now())
      if (drop) await store.drop(leftOut.map(({ id }) => id))
      await store.copyFields(entries.flatMap(({ personId }) => personId ?? []))
      const dropped = drop ? leftOut.length : 0
      const subject = `${draft.kind} +${added.length} ~${changed.length} -${dropped}`
      await store.record(who.municipalityId, who.personId, subject, room.now())
      return { added: added.length, changed: changed.length, dropped }
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
  }
}
