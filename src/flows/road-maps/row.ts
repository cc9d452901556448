import type { RowEdit } from '../../domain/roadmaps/rows.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { askDeadlineOrNone } from './ask-deadline.ts'
import { mapLabel } from './titled.ts'

const LONGEST_TITLE = 1500

/** Rows that are offered at once: of everything, of one plan. */
const OFFERED = 20
const OFFERED_OF_PLAN = 100

/** «Изменить строку»: `r<id>` from a button, or a number of the plan or a word of a title. */
export const rowArgs = (arg: string | undefined): Args => {
  if (arg === undefined) return {}
  return /^r\d{1,9}$/.test(arg) ? { id: Number(arg.slice(1)) } : { text: arg }
}

/**
 * One row of the plan: shown, edited, split, cancelled; or a new one.
 * Arguments: `id` of a row, or `text` to look for; `plan`: only in this plan of a school.
 */
export const row: Flow = async (d): Promise<Next | undefined> => {
  if (typeof d.args.id === 'number') return edit(d, d.args.id)
  const plan = typeof d.args.plan === 'number' ? d.args.plan : null
  const text = String(d.args.text ?? '')
  const of: Args = plan === null ? {} : { plan }
  const rows = await (plan === null
    ? d.domain.rows.listRows(d.actor, text, OFFERED)
    : d.domain.rows.listRows(d.actor, text, OFFERED_OF_PLAN, plan))
  const [only] = rows
  if (only && rows.length === 1 && (plan === null || text !== ''))
    return { flow: 'row', args: { id: only.id } }
  const reply = await d.prompt({
    key: rows.length === 0 ? 'row-none' : 'row-which',
    options: [
      ...rows.map(({ number, title, cancelled }) => ({
        label: {
          key: cancelled ? 'row-choice-cancelled' : 'assignment-choice',
          args: { number, title },
        },
        mark: number,
      })),
      { label: { key: 'row-add' }, apart: true },
      ...(plan === null ? [] : [{ label: { key: 'row-to-plan' }, apart: true }]),
    ],
    expects: { kind: 'text', max: 100 },
    back: 'none',
  })
  if (reply.type === 'text') return { flow: 'row', args: { ...of, text: reply.text } }
  if (reply.type !== 'option') return
  const picked = rows[reply.index]
  if (picked) return { flow: 'row', args: { id: picked.id } }
  if (plan !== null && reply.index > rows.length) return toPlan(plan)
  return add(d, plan)
}

const toPlan = (plan: number): Next => ({ flow: 'school-plan', args: { id: plan } })

async function edit(d: Dialogue, id: number): Promise<Next | undefined> {
  const shown = await d.domain.rows.showRow(d.actor, id)
  say(d, shown)
  const again: Next = { flow: 'row', args: { id } }
  const change = async (edit: RowEdit): Promise<Next> => {
    const { number, changed } = await d.domain.rows.edit(d.actor, id, edit)
    d.say('row-changed', { number, changed })
    return again
  }
  const ask = (key: string) => d.ask(key, {}, { kind: 'text', max: LONGEST_TITLE })
  const several = new Set(shown.holders).size > 1
  const running: RowAct[] = [
    ...(shown.kind === 'continuous'
      ? [{ key: 'row-check', do: async () => ({ flow: 'checks', args: { id } }) }]
      : []),
    ...(shown.kind === 'event' || shown.kind === 'on_request'
      ? [{ key: 'row-event', do: async () => ({ flow: 'event', args: { id } }) }]
      : []),
  ]
  const ofPlan = shown.schoolId === null ? null : shown.roadMapId
  const acts: RowAct[] = !shown.canEdit
    ? shown.approval === 'approved' && shown.cancelled === null
      ? running
      : []
    : shown.cancelled !== null
      ? [{ key: 'row-restore', do: () => restore(d, id) }]
      : [
          {
            key: 'row-deadline',
            do: async () =>
              change({ field: 'deadline', answer: await askDeadlineOrNone(d, shown.period) }),
          },
          ...running,
          {
            key: 'row-title',
            do: async () => change({ field: 'title', text: await ask('row-ask-title') }),
          },
          {
            key: 'row-responsible',
            do: async () =>
              change({ field: 'responsible', text: await ask('row-ask-responsible') }),
          },
          {
            key: 'row-result',
            do: async () => change({ field: 'result', text: await ask('row-ask-result') }),
          },
          ...(several
            ? [
                {
                  key: shown.oneForAll ? 'row-each' : 'row-one-for-all',
                  do: () => change({ field: 'one-for-all', on: !shown.oneForAll }),
                },
              ]
            : []),
          { key: 'row-split', do: () => split(d, id, shown.items) },
          ...(shown.canLeaveOut
            ? [
                {
                  key: ofPlan === null ? 'row-cancel' : 'row-leave-out',
                  do: () => cancel(d, id, ofPlan),
                },
              ]
            : []),
        ]
  if (ofPlan !== null) acts.push({ key: 'row-to-plan', do: async () => toPlan(ofPlan) })
  const reply = await d.prompt({
    key: 'row-what',
    options: acts.map(({ key }) => ({ label: { key } })),
    back: 'none',
  })
  return reply.type === 'option' ? acts[reply.index]?.do() : undefined
}

type RowAct = { key: string; do: () => Promise<Next | undefined> }
type Shown = Awaited<ReturnType<Dialogue['domain']['rows']['showRow']>>

function say(d: Dialogue, row: Shown): void {
  const { number, title, phrase, deadline, dues, assignments } = row
  d.say('assignment-title', { number, title })
  if (row.cancelled !== null) d.say('row-is-cancelled', { reason: row.cancelled })
  const first = dues[0] ?? ''
  d.say('row-deadline-line', {
    phrase,
    deadline,
    count: dues.length,
    first,
    last: dues.at(-1) ?? '',
  })
  if (row.checkEvery) d.say('row-check-line', { every: { key: `check-${row.checkEvery}` } })
  if (row.eventOn) d.say('row-event-line', { day: row.eventOn })
  if (row.responsible.length > 0)
    d.say('assignment-responsible', { text: row.responsible.join('; ') })
  if (row.result) d.say('assignment-result', { text: row.result })
  if (new Set(row.holders).size > 1) d.say(row.oneForAll ? 'row-is-one-for-all' : 'row-is-each')
  if (assignments.open + assignments.done > 0) d.say('row-assignments', assignments)
}

async function split(d: Dialogue, id: number, items: readonly string[]): Promise<Next | undefined> {
  let parts = [...items]
  if (parts.length > 1) {
    d.say('row-parts', { count: parts.length })
    for (const [i, text] of parts.entries()) d.say('row-part', { n: i + 1, text })
    const reply = await d.prompt({
      key: 'row-split-so',
      options: [{ label: { key: 'row-split-yes' } }, { label: { key: 'row-split-own' } }],
    })
    if (reply.type === 'option' && reply.index === 1) parts = []
  }
  while (parts.length < 2)
    parts = (await d.ask('row-ask-parts', {}, { kind: 'text', max: 4000 }))
      .split('\n')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const { number, count, numbers } = await d.domain.rows.split(d.actor, id, parts)
  d.say('row-was-split', { number, count, numbers })
  return { flow: 'row', args: { id } }
}

async function cancel(d: Dialogue, id: number, plan: number | null): Promise<Next | undefined> {
  const reason = await d.ask('row-ask-reason', {}, { kind: 'text', min: 2, max: 500 })
  const { number, title } = await d.domain.rows.cancel(d.actor, id, reason)
  const label = { key: 'row-restore' }
  d.say(
    'row-was-cancelled',
    { number, title },
    { buttons: [[{ label, command: 'row', arg: `r${id}` }]] },
  )
  return plan === null ? undefined : toPlan(plan)
}

async function restore(d: Dialogue, id: number): Promise<Next> {
  const { number } = await d.domain.rows.restore(d.actor, id)
  d.say('row-was-restored', { number })
  return { flow: 'row', args: { id } }
}

/** @param plan of a school; null: a road map of the municipality */
async function add(d: Dialogue, plan: number | null): Promise<Next | undefined> {
  const maps =
    plan === null
      ? await d.domain.rows.listMaps(d.actor)
      : [await d.domain.schoolPlans.showPlan(d.actor, plan)]
  if (maps.length === 0) {
    d.say('row-no-map')
    return
  }
  const map =
    maps.length === 1
      ? maps[0]!
      : await d.choose('row-which-map', maps, ({ title }) => mapLabel(title))
  const title = await d.ask('row-ask-title', {}, { kind: 'text', min: 3, max: LONGEST_TITLE })
  const answer = await askDeadlineOrNone(d, { start: map.start, end: map.end })
  const responsible = await d.prompt({
    key: 'row-ask-responsible',
    expects: { kind: 'text', max: 500 },
    skip: true,
  })
  const { id, number, changed } = await d.domain.rows.add(d.actor, map.id, {
    title,
    answer,
    responsible: responsible.type === 'text' ? responsible.text : '',
  })
  d.say('row-added', { number, changed })
  return { flow: 'row', args: { id } }
}
