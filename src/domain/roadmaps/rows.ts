import type { Actor } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { activityStore, periodOfMap, type StoredActivity } from './activity-store.ts'
import { assignmentStore } from './assignment-store.ts'
import { editedRows } from './edited-rows.ts'
import { answered, duesOf, type RowAnswer, sortDoubts } from './questions.ts'
import { splitResponsible } from './responsible.ts'
import { mayLeaveOut, rowLists, understoodOf } from './row-lists.ts'
import { shortTitle } from './rules.ts'
import { tellHolders } from './tell-holders.ts'

/** What of a row is written anew. */
export type RowEdit =
  | { field: 'title'; text: string }
  | { field: 'result'; text: string }
  | { field: 'responsible'; text: string }
  | { field: 'deadline'; answer: RowAnswer }
  | { field: 'one-for-all'; on: boolean }

export type Rows = ReturnType<typeof rowService>

/** Rows of the road maps in force, as the coordinator edits them, and of a school's plan, as it does. */
export function rowService(room: Room) {
  const store = activityStore(room.tx)
  const assignments = assignmentStore(room.tx)
  const { find, living, open, openMap, holdersFor, settle } = editedRows(room)

  /** Takes an answer about the deadline; the questions of the row are settled with it. */
  const understand = (row: StoredActivity, answer: RowAnswer): [string, string][] | undefined => {
    const choice = answered(understoodOf(row), answer, periodOfMap(row))
    if (!choice) throw new DomainError('row-no-such-reading')
    row.doubts = sortDoubts(row.doubts).notes
    const asItIs = answer.type === 'choice' && choice.text === row.deadline
    if (asItIs) return undefined
    row.kind = choice.kind
    row.deadline = choice.text
    if (answer.type === 'phrase') row.phrase = answer.phrase
    return duesOf(choice)
  }
  const fill = async (row: StoredActivity, names: readonly string[]) => {
    row.responsible = [...names]
    row.holders = await holdersFor(row, names)
  }

  return {
    ...rowLists(room),

    /** Settles the questions of a row. @throws DomainError('row-unknown' | 'row-no-such-reading') */
    async answer(actor: Actor, id: number, answer: RowAnswer) {
      const row = await living(actor, id)
      const wanted = understand(row, answer)
      await settle(row, wanted)
      return { number: row.number, deadline: row.deadline }
    },

    /** Writes a part of a row anew; its open assignments are made anew, what is done stays. */
    async edit(actor: Actor, id: number, edit: RowEdit) {
      const row = await living(actor, id)
      let wanted: [string, string][] | undefined
      switch (edit.field) {
        case 'title':
          row.title = clean(edit.text)
          break
        case 'result':
          row.result = clean(edit.text)
          break
        case 'responsible':
          await fill(row, splitResponsible(edit.text).names)
          break
        case 'one-for-all':
          row.oneForAll = edit.on
          if (edit.on) await assignments.completeRest(row.id)
          break
        case 'deadline':
          wanted = understand(row, edit.answer)
          if (wanted) {
            row.checkEvery = null
            row.eventOn = null
          }
      }
      const changed = await settle(row, wanted)
      if (row.schoolId !== null && row.approval === 'approved')
        await tellSchool(actor, row, 'row-changed-told')
      return { number: row.number, changed }
    },

    /** Adds a row at the end of a road map. */
    async add(
      actor: Actor,
      roadMapId: number,
      fields: { title: string; answer: RowAnswer; responsible: string },
    ) {
      const map = await openMap(actor, roadMapId)
      const nothing = { kind: 'unknown' as const, text: '', windows: [], doubts: [] }
      const choice = answered(nothing, fields.answer, map)
      if (!choice) throw new DomainError('row-no-such-reading')
      const position = (await store.lastPosition(roadMapId)) + 1
      const names = splitResponsible(fields.responsible).names
      const taken = new Set(await store.numbersLike(roadMapId, '+'))
      let number = `+${position}`
      while (taken.has(number)) number += '+'
      const id = await store.add({
        roadMapId,
        position,
        number,
        section: '',
        title: clean(fields.title),
        phrase: fields.answer.type === 'phrase' ? fields.answer.phrase : '',
        kind: choice.kind,
        deadline: choice.text,
        responsible: names,
        result: '',
        holders: await holdersFor(map, names),
        oneForAll: false,
        doubts: [],
      })
      const row = await find(actor, id)
      const changed = await settle(row, duesOf(choice))
      if (map.approval === 'approved') await tellSchool(actor, row, 'row-added-told')
      return { id, number, changed }
    },

    /**
     * Makes a row of each part: the first stays the row, with what is done of it; the others come
     * after it with the same deadline and responsibles.
     */
    async split(actor: Actor, id: number, parts: readonly string[]) {
      const row = await living(actor, id)
      const titles = parts.map(clean).filter((part) => part !== '')
      const [first, ...rest] = titles
      if (first === undefined || rest.length === 0) throw new DomainError('row-not-split')
      const taken = new Set(await store.numbersLike(row.roadMapId, row.number))
      const windows = (await store.listWindows(id))
        .filter(({ dropped }) => !dropped)
        .map(({ start, due }) => [start, due] as [string, string])
      row.title = first
      row.doubts = row.doubts.filter(({ code }) => code !== 'several-activities')
      await store.shift(row.roadMapId, row.position, rest.length)
      await settle(row)
      const numbers = [row.number]
      for (const [i, title] of rest.entries()) {
        let n = i + 2
        while (taken.has(`${row.number}-${n}`)) n += 1
        const number = `${row.number}-${n}`
        taken.add(number)
        numbers.push(number)
        const added = await store.add({ ...row, position: row.position + i + 1, number, title })
        await settle(await find(actor, added), windows)
      }
      return { number: row.number, count: numbers.length, numbers: numbers.join(', ') }
    },

    /** Takes a row out of the plan; what is done of it stays, and who had to do the rest is told why. */
    async cancel(actor: Actor, id: number, reason: string) {
      const row = await living(actor, id)
      if (row.schoolId !== null && !mayLeaveOut(row)) throw new DomainError('row-obligatory')
      const owners = await store.listOpenOwners(id)
      row.cancelled = clean(reason)
      await settle(row)
      const args = naming(row)
      const text = [{ key: 'row-cancelled-told', args: { ...args, reason: row.cancelled } }]
      await tellHolders(room, row.municipalityId, owners, actor.personId, { text })
      return args
    },

    /** Takes it back: what is still ahead is asked for again. */
    async restore(actor: Actor, id: number) {
      const row = await open(actor, id)
      row.cancelled = null
      if (row.schoolId === null) await fill(row, row.responsible)
      await settle(row)
      return naming(row)
    },
  }

  /** Whoever answers for a row of an approved plan hears what the coordinator has made of it. */
  async function tellSchool(actor: Actor, row: StoredActivity, key: string): Promise<void> {
    const owners = await store.listOpenOwners(row.id)
    const args = { ...naming(row), deadline: row.deadline }
    const text = [{ key, args }]
    await tellHolders(room, row.municipalityId, owners, actor.personId, { text })
  }
}

const naming = ({ number, title }: StoredActivity) => ({ number, title: shortTitle(title) })

const clean = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim()
