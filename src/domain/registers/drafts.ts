import type { Actor } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { type Difference, differenceOf, type FieldChange } from './difference.ts'
import { registerReach } from './reach.ts'
import { agesOf, type RowError, readRegister } from './reading.ts'
import { fieldsOf, type RegisterKind } from './rules.ts'
import { type DraftRow, registerStore } from './store.ts'

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

/** A register's file on its way in: what it would change, what is wrong with it, and its loading. */
export function registerDraftService(room: Room) {
  const store = registerStore(room.tx)
  const { schoolsOf, todayOf, known } = registerReach(room)

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

  return {
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
      const tied = entries.flatMap(({ personId }) => personId ?? [])
      await store.copyBirthDates(tied)
      await store.copyFields(tied)
      await room.domain.guardians.askParents(tied)
      const dropped = drop ? leftOut.length : 0
      const subject = `${draft.kind} +${added.length} ~${changed.length} -${dropped}`
      await store.record(who.municipalityId, who.personId, subject, room.now())
      return { added: added.length, changed: changed.length, dropped }
    },
  }
}
