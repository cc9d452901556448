import type { PlanItem } from '../../domain/roadmaps/assignments.ts'
import type { PlanView } from '../../domain/roadmaps/rules.ts'
import { may } from '../../domain/shared/access.ts'
import type { Flow, Next } from '../dialogue.ts'
import { titled } from './titled.ts'

const views: readonly PlanView[] = ['week', 'month', 'late', 'next']
/** Rows on a page. */
const listed = 10

/** What is due this week, this month, late or next; a row's button shows the row. */
export const plan: Flow = async (d): Promise<Next | undefined> => {
  const view = views.find((one) => one === d.args.view) ?? 'week'
  const from = typeof d.args.from === 'number' ? d.args.from : 0
  const { items: all, total } = await d.domain.assignments.list(d.actor, view, from + listed)
  const items = all.slice(from)
  const more = total > all.length
  const late = view === 'late' ? 0 : await d.domain.assignments.countLate(d.actor)
  const questions = may(d.actor, 'road-map.edit') ? await d.domain.rows.countQuestions(d.actor) : 0
  const undated = (await d.domain.undated.listUndated(d.actor)).length
  const others = views.filter((one) => one !== view && (one !== 'late' || late > 0))
  const mine = view === 'next' && may(d.actor, 'road-map.edit') ? '-mine' : ''
  if (items.length === 0) d.say(`plan-${view}-empty${mine}`)
  else {
    d.say(`plan-${view}`)
    for (const item of items) d.say(rowKey(item), row(item))
    if (more) d.say('plan-more', { count: total - all.length })
  }
  const reply = await d.prompt({
    key: items.length === 0 ? 'plan-look-elsewhere' : 'plan-choose',
    options: [
      ...items.map((item) => ({ label: { key: 'plan-row-button', args: row(item) } })),
      ...(more ? [{ label: { key: 'plan-next-page' } }] : []),
      ...others.map((one) => ({ label: { key: `plan-to-${one}`, args: { count: late } } })),
      ...(undated > 0 ? [{ label: { key: 'plan-to-undated', args: { count: undated } } }] : []),
      ...(questions > 0 ? [{ label: { key: 'doubts-answer', args: { count: questions } } }] : []),
      { label: { key: 'plan-to-views' } },
    ],
    back: 'none',
    view: true,
  })
  if (reply.type !== 'option') return
  const item = items[reply.index]
  if (item) return { flow: 'assignment', args: { act: 'show', id: item.id } }
  const beyond = reply.index - items.length
  if (more && beyond === 0) return { flow: 'plan', args: { view, from: from + listed } }
  const elsewhere = others[beyond - (more ? 1 : 0)]
  if (elsewhere) return { flow: 'plan', args: { view: elsewhere } }
  const rest = [...(undated > 0 ? ['undated'] : []), ...(questions > 0 ? ['doubts'] : [])]
  return { flow: rest[beyond - (more ? 1 : 0) - others.length] ?? 'plan-views', args: {} }
}

const rowKey = ({ left, total }: PlanItem): string => {
  const time = left < 0 ? 'late' : left === 0 ? 'today' : 'soon'
  return total === null ? `plan-row-${time}` : `plan-row-${time}-schools`
}

const row = ({ number, title, due, left, school, map, done, total }: PlanItem) => ({
  number,
  title: titled(school ? `${title} (${school})` : title, map),
  due,
  days: Math.abs(left),
  done: done ?? 0,
  total: total ?? 0,
})
