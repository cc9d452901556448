import { type Actor, allow, type Member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { activityStore, periodOfMap, type StoredActivity } from './activity-store.ts'
import { assignStore } from './assign-store.ts'
import { assignmentStore } from './assignment-store.ts'
import { noteCodes } from './draft.ts'
import { holdersOf } from './holders.ts'
import {
  answered,
  choicesOf,
  duesOf,
  itemsOf,
  type RowAnswer,
  shown,
  sortDoubts,
} from './questions.ts'
import { remake } from './remake.ts'
import { splitResponsible } from './responsible.ts'
import { responsibleStore } from './responsible-store.ts'
import { shortTitle } from './rules.ts'

/** What of a row is written anew. */
export type RowEdit =
  | { field: 'title'; text: string }
  | { field: 'result'; text: string }
  | { field: 'responsible'; text: string }
  | { field: 'deadline'; answer: RowAnswer }
  | { field: 'one-for-all'; on: boolean }

export type Rows = ReturnType<typeof rowService>

/** Rows of the road maps in force, as the coordinator edits them. */
export function rowService(room: Room) {
  const store = activityStore(room.tx)

  const editor = (actor: Actor): Member => {
    const who = allow(actor, 'road-map.edit')
    return allow(actor, 'road-map.edit', { municipalityId: who.municipalityId })
  }
  const rowOf = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const found = await store.find(editor(actor).municipalityId, id)
    if (!found) throw new DomainError('row-unknown')
    return found
  }
  const living = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const row = await rowOf(actor, id)
    if (row.cancelled !== null) throw new DomainError('row-cancelled', { number: row.number })
    return row
  }
  const today = async (municipalityId: number) =>
    wallClock(room.now(), await assignmentStore(room.tx).findZone(municipalityId)).day
  const mapping = (municipalityId: number) => responsibleStore(room.tx).findMapping(municipalityId)

  /** Makes the dates and the open assignments of a row what it says now. */
  const settle = async (row: StoredActivity, wanted?: readonly [string, string][]) => {
    if (wanted) await store.applyRemake(row.id, remake(await store.listWindows(row.id), wanted))
    await store.save(row)
    await room.domain.informing.plan({ activityIds: [row.id] })
    const from = await today(row.municipalityId)
    return assignStore(room.tx).settle({
      municipalityId: row.municipalityId,
      activityIds: [row.id],
      from,
    })
  }

  const understoodOf = (row: StoredActivity) => ({
    kind: row.kind,
    text: row.deadline,
    windows: [],
    doubts: sortDoubts(row.doubts).deadline,
  })
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
    row.holders = holdersOf(names, await mapping(row.municipalityId))
  }

  return {
    /** The first row after this one that raises a question, how to understand it, and how many do. */
    async findQuestion(actor: Actor, after: number) {
      const { municipalityId } = editor(actor)
      const row = await store.findDoubtful(municipalityId, noteCodes, after)
      if (!row) return null
      const doubts = sortDoubts(row.doubts)
      const [first] = choicesOf(understoodOf(row))
      const windows = (await store.listWindows(row.id)).filter(({ dropped }) => !dropped)
      const choices = choicesOf(understoodOf(row)).map((choice) =>
        choice === first
          ? {
              ...choice,
              windows: windows.map(({ start, due }) => [start, due] as [string, string]),
            }
          : choice,
      )
      return {
        at: row.id,
        number: row.number,
        title: shortTitle(row.title, 200),
        phrase: row.phrase,
        deadline: doubts.deadline.map(({ text }) => text),
        row: doubts.row,
        choices: choices.map(shown),
        period: periodOfMap(row),
        count: await store.countDoubtful(municipalityId, noteCodes),
      }
    },

    async countQuestions(actor: Actor): Promise<number> {
      return store.countDoubtful(editor(actor).municipalityId, noteCodes)
    },

    /** Settles the questions of a row. @throws DomainError('row-unknown' | 'row-no-such-reading') */
    async answer(actor: Actor, id: number, answer: RowAnswer) {
      const row = await living(actor, id)
      const wanted = understand(row, answer)
      await settle(row, wanted)
      return { number: row.number, deadline: row.deadline }
    },

    /** Rows by number or words of the title. */
    async listRows(actor: Actor, text: string, limit = 20) {
      const wanted = text.trim()
      const found = await store.search(editor(actor).municipalityId, wanted, limit)
      const exact = found.filter(({ number }) => number === wanted)
      const rows = exact.length > 0 ? exact : found
      return rows.map(({ id, number, title, cancelled }) => ({
        id,
        number,
        title: shortTitle(title, 60),
        cancelled: cancelled !== null,
      }))
    },

    /** Road maps in force. */
    async listMaps(actor: Actor) {
      return store.listMaps(editor(actor).municipalityId)
    },

    async showRow(actor: Actor, id: number) {
      const row = await rowOf(actor, id)
      const windows = (await store.listWindows(id)).filter(({ dropped }) => !dropped)
      return {
        ...row,
        doubts: sortDoubts(row.doubts),
        period: periodOfMap(row),
        dues: windows.map(({ due }) => due),
        items: itemsOf(row.title),
        assignments: await store.countAssignments(id),
      }
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
          break
        case 'deadline':
          wanted = understand(row, edit.answer)
          if (wanted) {
            row.checkEvery = null
            row.eventOn = null
          }
      }
      const changed = await settle(row, wanted)
      return { number: row.number, changed }
    },

    /** Adds a row at the end of a road map. */
    async add(
      actor: Actor,
      roadMapId: number,
      fields: { title: string; answer: RowAnswer; responsible: string },
    ) {
      const { municipalityId } = editor(actor)
      const period = await store.findMap(municipalityId, roadMapId)
      if (!period) throw new DomainError('row-unknown')
      const nothing = { kind: 'unknown' as const, text: '', windows: [], doubts: [] }
      const choice = answered(nothing, fields.answer, period)
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
        holders: holdersOf(names, await mapping(municipalityId)),
        oneForAll: false,
        doubts: [],
      })
      const row = await rowOf(actor, id)
      const changed = await settle(row, duesOf(choice))
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
        await settle(await rowOf(actor, added), windows)
      }
      return { number: row.number, count: numbers.length, numbers: numbers.join(', ') }
    },

    /** Takes a row out of the plan; what is done of it stays. */
    async cancel(actor: Actor, id: number, reason: string) {
      const row = await living(actor, id)
      row.cancelled = clean(reason)
      await settle(row)
      return { number: row.number, title: shortTitle(row.title) }
    },

    /** Takes it back: what is still ahead is asked for again. */
    async restore(actor: Actor, id: number) {
      const row = await rowOf(actor, id)
      row.cancelled = null
      await fill(row, row.responsible)
      await settle(row)
      return { number: row.number, title: shortTitle(row.title) }
    },
  }
}

const clean = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim()
