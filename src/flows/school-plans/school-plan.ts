import { mapTitle } from '../../domain/roadmaps/rules.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { sayDifferences } from './differences.ts'

type Shown = Awaited<ReturnType<Dialogue['domain']['schoolPlans']['showPlan']>>
type Act = { key: string; args?: { count: number }; do: () => Promise<Next | undefined> }

/** One plan: for the school that makes it, and for the coordinator who judges it. */
export const schoolPlan: Flow = async (d): Promise<Next | undefined> => {
  const id = Number(d.args.id)
  const plan = await d.domain.schoolPlans.showPlan(d.actor, id)
  await say(d, plan)
  const acts = [...(plan.mine ? own(d, plan) : []), ...(plan.judges ? judging(d, plan) : [])]
  if (acts.length === 0) {
    d.say('school-plan-nothing-to-do')
    return
  }
  const reply = await d.prompt({
    key: `school-plan-what-${plan.approval}`,
    options: acts.map(({ key, args }) => ({ label: args ? { key, args } : { key } })),
    back: 'none',
    view: true,
  })
  return reply.type === 'option' ? acts[reply.index]?.do() : undefined
}

async function say(d: Dialogue, plan: Shown): Promise<void> {
  const { id, title, school, approval, sendBy, comment, progress, rows } = plan
  d.say('school-plan', { title: mapTitle(title), school, state: { key: `plan-is-${approval}` } })
  if (comment) d.say('school-plan-comment', { text: comment })
  if (approval === 'sent') {
    d.say('school-plan-how')
    if (sendBy) d.say('school-plan-by', { day: sendBy })
    return
  }
  if (approval !== 'waiting' && approval !== 'approved' && sendBy)
    d.say('school-plan-by', { day: sendBy })
  if (progress) d.say('school-plan-progress', { ...progress })
  else d.say('school-plan-rows', { count: rows })
  // What is still being made is the school's own affair.
  if (!plan.mine && (approval === 'adapting' || approval === 'returned')) return
  const differences = await d.domain.schoolPlans.listDifferences(d.actor, id)
  if (differences) sayDifferences(d, differences)
}

/** What the school can do. */
function own(d: Dialogue, plan: Shown): Act[] {
  const { id, approval, templateId, news, questions } = plan
  const again: Next = { flow: 'school-plan', args: { id } }
  const fromFile: Act = {
    key: 'school-plan-from-file',
    do: async () => {
      d.say('school-plan-send-file')
      return undefined
    },
  }
  const newsAct: Act[] =
    news > 0 && approval !== 'waiting'
      ? [
          {
            key: 'school-plan-news',
            args: { count: news },
            do: async () => ({ flow: 'plan-news', args: { id } }),
          },
        ]
      : []
  if (approval === 'sent')
    return [
      {
        key: 'school-plan-begin',
        do: async () => {
          await d.domain.schoolPlans.begin(d.actor, id)
          return again
        },
      },
      fromFile,
    ]
  if (approval === 'waiting')
    return [
      {
        key: 'school-plan-withdraw',
        do: async () => {
          await d.domain.schoolPlans.withdraw(d.actor, id)
          d.say('school-plan-withdrawn')
          return again
        },
      },
      ...seeing(d, id),
    ]
  if (approval === 'approved') return [...newsAct, ...seeing(d, id)]
  return [
    {
      key: 'school-plan-submit',
      do: async () => {
        const { asked } = await d.domain.schoolPlans.submit(d.actor, id)
        d.say('school-plan-was-sent', { asked })
        return undefined
      },
    },
    { key: 'school-plan-edit', do: async () => ({ flow: 'row', args: { plan: id } }) },
    ...(questions > 0
      ? [
          {
            key: 'doubts-answer',
            args: { count: questions },
            do: async () => ({ flow: 'doubts', args: { plan: id } }),
          },
        ]
      : []),
    ...newsAct,
    ...(templateId === null
      ? []
      : [{ key: 'school-plan-begin-anew', do: () => beginAnew(d, id, again) }]),
    fromFile,
    ...seeing(d, id),
  ]
}

async function beginAnew(d: Dialogue, id: number, again: Next): Promise<Next> {
  const sure = await d.confirm(
    'school-plan-anew-sure',
    {},
    'school-plan-begin-anew',
    'school-plan-keep',
  )
  if (sure) await d.domain.schoolPlans.beginAnew(d.actor, id)
  return again
}

/** What the coordinator can do. */
function judging(d: Dialogue, { id, approval, mine, lastRecord }: Shown): Act[] {
  if (approval === 'approved')
    return [
      { key: 'school-plan-edit', do: async () => ({ flow: 'row', args: { plan: id } }) },
      ...(mine ? [] : seeing(d, id)),
    ]
  if (approval !== 'waiting') return []
  return [
    {
      key: 'school-plan-approve',
      do: async () => ({ flow: 'judge-plan', args: { id, act: 'approve', seen: lastRecord } }),
    },
    {
      key: 'school-plan-return',
      do: async () => ({ flow: 'judge-plan', args: { id, act: 'return' } }),
    },
    ...(mine ? [] : seeing(d, id)),
  ]
}

/** All rows in the chat, or as a table. */
function seeing(d: Dialogue, id: number): Act[] {
  return [
    {
      key: 'school-plan-all-rows',
      do: async () => {
        const rows = await d.domain.schoolPlans.listPlanRows(d.actor, id)
        for (const row of rows) d.say('school-plan-row', row)
        return { flow: 'school-plan', args: { id } }
      },
    },
    {
      key: 'school-plan-as-table',
      do: async () => {
        const { title, today } = await d.domain.schoolPlans.showPlan(d.actor, id)
        const make = { what: 'xlsx' as const, roadMapId: id }
        d.say('plan-export-xlsx-ready', { title: mapTitle(title), day: today }, { make })
        return undefined
      },
    },
  ]
}
