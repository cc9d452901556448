import { approvals } from '../../domain/schoolplans/rules.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

type Board = Awaited<ReturnType<Dialogue['domain']['planApprovals']['listBoard']>>
type Standing = Board['plans'][number]

/** Schools that are named in a line; the others are counted. */
const named = 30

/** How the schools stand with a road map, those that wait for the coordinator first. */
export const board: Flow = async (d): Promise<Next | undefined> => {
  const map = /^\d{1,9}$/.test(String(d.args.map)) ? Number(d.args.map) : null
  const shown = await d.domain.planApprovals.listBoard(d.actor, map)
  say(d, shown)
  const plans = order(shown.plans)
  const unsent = plans.some(({ approval }) => approval !== 'waiting' && approval !== 'approved')
  const again: Next = { flow: 'plan-board', args: { map: String(d.args.map) } }
  const acts: { label: { key: string; args?: { count: number } }; do: () => Promise<Next> }[] =
    map === null
      ? []
      : [
          ...(shown.without > 0
            ? [
                {
                  label: { key: 'plan-board-send', args: { count: shown.without } },
                  do: async () => ({ flow: 'send-template', args: { map } }),
                },
              ]
            : []),
          ...(unsent
            ? [
                { label: { key: 'plan-board-term' }, do: () => term(d, map, again) },
                { label: { key: 'plan-board-recall' }, do: () => recall(d, map) },
              ]
            : []),
        ]
  const reply = await d.prompt({
    key: plans.length === 0 ? 'plan-board-empty' : 'plan-board-open',
    options: [
      ...plans.map(({ school, approval }) => ({
        label: {
          key: 'school-plan-choice',
          args: { title: school, state: { key: `plan-is-${approval}` } },
        },
      })),
      ...acts.map(({ label }) => ({ label, apart: true })),
    ],
    back: 'none',
    view: true,
  })
  if (reply.type !== 'option') return
  const plan = plans[reply.index]
  if (plan) return { flow: 'school-plan', args: { id: plan.id } }
  return acts[reply.index - plans.length]?.do()
}

async function recall(d: Dialogue, map: number): Promise<Next> {
  const sure = await d.confirm(
    'plan-board-recall-sure',
    {},
    'plan-board-recall',
    'school-plan-keep',
  )
  if (sure) d.say('plan-board-recalled', await d.domain.planApprovals.recall(d.actor, map))
  return { flow: 'plan-board', args: { map: String(map) } }
}

/** What waits for the coordinator comes first. */
const order = (plans: readonly Standing[]): Standing[] => {
  const rank = ['waiting', 'returned', 'adapting', 'sent', 'approved']
  return plans.toSorted((a, b) => rank.indexOf(a.approval) - rank.indexOf(b.approval))
}

function say(d: Dialogue, { title, plans }: Board): void {
  const terms = plans.flatMap(({ sendBy }) => (sendBy === null ? [] : [sendBy])).sort()
  d.say(title === null ? 'plan-board-own' : 'plan-board', {
    title: title ?? '',
    day: terms.at(-1) ?? '',
    count: plans.length,
  })
  for (const approval of approvals.toReversed()) {
    const those = plans.filter((one) => one.approval === approval)
    if (those.length === 0) continue
    d.say(`plan-board-${approval}`, {
      count: those.length,
      names: those.slice(0, named).map(nameOf).join(', '),
      more: Math.max(0, those.length - named),
    })
  }
  const late = plans.filter((one) => one.late)
  if (late.length > 0)
    d.say('plan-board-late', {
      count: late.length,
      names: late
        .slice(0, named)
        .map(({ school }) => school)
        .join(', '),
      more: Math.max(0, late.length - named),
    })
}

/** «Школа № 1 (3 из 12)»: how an approved plan runs. */
const nameOf = ({ school, progress }: Standing): string =>
  progress ? `${school} (${progress.done}/${progress.total})` : school

async function term(d: Dialogue, map: number, again: Next): Promise<Next> {
  const day = await d.ask('plan-send-ask-day', {}, { kind: 'date' })
  const { count } = await d.domain.planApprovals.setTerm(d.actor, map, day)
  d.say('plan-board-term-set', { day, count })
  return again
}
