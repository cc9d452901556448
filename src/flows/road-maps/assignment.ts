import type { CommandButton, Words } from '../../domain/deliveries/message.ts'
import type { DueRow } from '../../domain/reminders/digest.ts'
import { type SnoozeChoice, snoozeChoices } from '../../domain/reminders/rules.ts'
import { shortTitle } from '../../domain/roadmaps/rules.ts'
import { daysBetween, isIsoDate } from '../../domain/shared/calendar.ts'
import type { Args, Dialogue, Flow, Question } from '../dialogue.ts'
import { sayEvidence } from './evidence.ts'
import { titled } from './titled.ts'

type Act = 'done' | 'show' | 'later' | 'undo' | 'note' | 'proof'

/** Arguments from a button: an assignment's number, or the day of a digest with several of them. */
export const assignmentArgs =
  (act: Act) =>
  (arg: string | undefined): Args => {
    if (arg && /^\d{1,9}$/.test(arg)) return { act, id: Number(arg) }
    if (arg && isIsoDate(arg)) return { act, day: arg }
    // What is no number is no row: nothing else must be marked in its place.
    return arg ? { act, id: 0 } : { act }
  }

/** «Сделано», «Показать», «Напомнить позже» and what follows them, for one assignment. */
export const assignment: Flow = async (d) => {
  const act = d.args.act as Act
  if (typeof d.args.id === 'number') return acts[act](d, d.args.id)
  const chosen = await choose(d, act)
  if (chosen === null) return
  for (const id of chosen.slice(0, -1)) await acts[act](d, id)
  return acts[act](d, chosen.at(-1)!)
}

/** Which of several rows is meant; null when there is none left. */
async function choose(d: Dialogue, act: Act): Promise<number[] | null> {
  const { day } = d.args
  const rows: Listed[] =
    typeof day === 'string'
      ? await d.domain.reminders.listDigest(d.actor, day)
      : (await d.domain.assignments.list(d.actor, 'next', 20)).items
  const [first] = rows
  if (!first) {
    d.say('assignment-none-open', {}, { buttons: [[planButton]] })
    return null
  }
  if (rows.length === 1) return [first.id]
  const all = act === 'done' && typeof day === 'string'
  const reply = await d.prompt({
    key: `assignment-which-${act}`,
    options: [
      ...rows.map(({ number, title, due, map }) => ({
        label: {
          key: timesIn(rows, number) > 1 ? 'assignment-choice-due' : 'assignment-choice',
          args: { number, title: titled(shortTitle(title, 60), map), due },
        },
        mark: number,
      })),
      ...(all
        ? [{ label: { key: 'assignment-all', args: { count: rows.length } }, apart: true }]
        : []),
    ],
  })
  if (reply.type !== 'option') return null
  const picked = rows[reply.index]
  return picked ? [picked.id] : rows.map(({ id }) => id)
}

type Listed = Pick<DueRow, 'id' | 'number' | 'title' | 'due'> & { map: string | null }

const timesIn = (rows: readonly Listed[], number: string): number =>
  rows.filter((row) => row.number === number).length

const acts: { [A in Act]: (d: Dialogue, id: number) => Promise<void> } = {
  async done(d, id) {
    const { number, title } = await d.domain.assignments.complete(d.actor, id)
    const day = d.args.day
    const rest =
      typeof day === 'string' ? (await d.domain.reminders.listDigest(d.actor, day)).length : 0
    const more: CommandButton[] =
      rest > 0
        ? [
            {
              label: { key: 'assignment-done-more', args: { rest } },
              command: 'done',
              arg: String(day),
            },
          ]
        : []
    d.say(
      'assignment-completed',
      { number, title },
      {
        buttons: [[button('proof', id), button('note', id)], [button('undo', id)], more],
      },
    )
  },

  async undo(d, id) {
    const { number, title } = await d.domain.assignments.undo(d.actor, id)
    d.say('assignment-undone', { number, title }, { buttons: actButtons(id) })
  },

  async note(d, id) {
    await d.domain.assignments.checkMine(d.actor, id)
    const { comment: earlier } = await d.domain.assignments.show(d.actor, id)
    if (earlier) d.say('assignment-note-now', { text: earlier })
    const comment = await d.ask('assignment-ask-note', {}, { kind: 'text', min: 2, max: 1000 })
    await d.domain.assignments.comment(d.actor, id, comment)
    d.say('assignment-noted')
  },

  async proof(d, id) {
    await d.domain.assignments.checkMine(d.actor, id)
    let question: Question = { key: 'assignment-ask-proof' }
    for (;;) {
      const reply = await d.prompt({ ...question, expects: { kind: 'file', link: true } })
      if (reply.type !== 'file' && reply.type !== 'text') return d.say('assignment-proofs-kept')
      const what = reply.type === 'file' ? { file: reply.file } : { text: reply.text }
      await d.domain.evidence.add(d.actor, id, what)
      const name = reply.type === 'file' ? reply.file.name : shortTitle(reply.text, 60)
      // An album's photos come one by one: the next one is for the same row.
      question = {
        key: 'assignment-proved',
        args: { name },
        options: [{ label: { key: 'dialogue-done' }, apart: true }],
        cancel: false,
        back: 'none',
        view: true,
      }
    }
  },

  async later(d, id) {
    await d.domain.assignments.checkMine(d.actor, id)
    const choice = await d.choose<SnoozeChoice>('assignment-when', snoozeChoices, (one) => ({
      key: `assignment-in-${one}`,
    }))
    const { day, time } = await d.domain.reminders.snooze(d.actor, id, choice)
    d.say('assignment-snoozed', { day, time })
  },

  async show(d, id) {
    const row = await d.domain.assignments.show(d.actor, id)
    const { number, title, section, due, status } = row
    d.say('assignment-title', { number, title: title.replace(/^\d+(\.\d+)*[.)]\s*/, '') })
    if (section) d.say('assignment-section', { section })
    d.say(
      `assignment-due${status === 'planned' || status === 'in_work' ? lateness(row.left) : ''}`,
      {
        due,
        days: Math.abs(row.left),
        phrase: row.phrase,
      },
    )
    const about: { [key: string]: string } = {
      responsible: row.responsible.join('; '),
      result: row.result,
      document: row.document,
      inform: [row.informWhom, row.informWhen].filter(Boolean).join(', '),
      school: row.school ?? '',
    }
    for (const [key, text] of Object.entries(about))
      if (text) d.say(`assignment-${key}`, { text } satisfies Words)
    if (row.schools)
      d.say('assignment-schools', {
        done: row.schools.total - row.schools.open.length,
        total: row.schools.total,
        open: row.schools.open.slice(0, 20).join(', '),
        count: row.schools.open.length,
      })
    if (row.movedFrom) d.say('assignment-moved', { from: row.movedFrom, reason: row.reason ?? '' })
    if (status === 'done' && row.doneOn)
      d.say('assignment-fact', {
        plan: row.movedFrom ?? due,
        fact: row.doneOn,
        days: Math.abs(daysBetween(due, row.doneOn)),
        late: row.doneOn > due ? 1 : 0,
      })
    const buttons = row.canComplete ? actButtons(id).slice(0, 1) : []
    if (row.canComplete && status === 'planned') buttons.push([moveButton('start', id)])
    if (row.canMove) buttons.push([moveButton('move', id), moveButton('drop', id)])
    else if (row.canComplete) buttons.push([moveButton('ask-move', id)])
    if (row.canUndo) buttons.push([button('undo', id)])
    if (row.canEdit)
      buttons.push([{ label: { key: 'row-edit' }, command: 'row', arg: `r${row.activityId}` }])
    buttons.push(...(await sayEvidence(d, id)))
    const by = row.doneBy ?? ''
    const cancelledHow =
      status !== 'cancelled' ? '' : ['replaced', 'remade', null].includes(row.reason) ? '' : '-so'
    d.say(
      `assignment-status-${status}${cancelledHow}`,
      { reason: row.reason ?? '', by, day: row.doneOn ?? '', comment: row.comment ?? '' },
      {
        buttons: [...buttons, [planButton]],
      },
    )
  },
}

const lateness = (left: number): string => (left < 0 ? '-late' : left === 0 ? '-today' : '-soon')

const planButton: CommandButton = { label: { key: 'reminders-plan' }, command: 'plan' }

const button = (act: Act, id: number): CommandButton => ({
  label: { key: `assignment-${act}` },
  command: act,
  arg: String(id),
})

const moveButton = (act: string, id: number): CommandButton => ({
  label: { key: `move-act-${act}` },
  command: act === 'start' ? 'work' : act,
  arg: String(id),
})

const actButtons = (id: number): CommandButton[][] => [[button('done', id), button('later', id)]]
