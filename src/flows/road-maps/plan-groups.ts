import type { Args, Flow, Next } from '../dialogue.ts'

type By = 'responsible' | 'section'

/** Rows on a page. */
const listed = 10

/** The plan by who answers, or by section: a list of groups, then the rows of one, ten a page. */
export const planGroups: Flow = async (d): Promise<Next | undefined> => {
  const by: By = d.args.by === 'section' ? 'section' : 'responsible'
  if (typeof d.args.name === 'string') return rowsOf(d, by, d.args.name)
  const groups = await d.domain.views.listGroups(d.actor, by)
  if (groups.length === 0) {
    d.say('plan-groups-none')
    return
  }
  const { name } = await d.choose(`plan-groups-${by}`, groups, ({ name, rows, late }) => ({
    key: 'plan-group',
    args: { name: named(by, name), rows, late },
  }))
  return { flow: 'plan-groups', args: { by, name } }
}

async function rowsOf(d: Parameters<Flow>[0], by: By, name: string): Promise<Next | undefined> {
  const from = typeof d.args.from === 'number' ? d.args.from : 0
  const { items, total } = await d.domain.views.listGroup(d.actor, by, name, from, listed)
  const more = total > from + items.length
  d.say('plan-group-title', { name: named(by, name) })
  for (const { number, title, due, left, more: further } of items) {
    const time = left < 0 ? 'late' : left === 0 ? 'today' : 'soon'
    d.say(further > 0 ? 'plan-group-row-more' : 'plan-group-row', {
      row: {
        key: `plan-row-${time}`,
        args: { number, title, due, days: Math.abs(left), done: 0, total: 0 },
      },
      more: further,
    })
  }
  const here: Args = { by, name }
  const options: { label: { key: string; args?: { [name: string]: string } }; next: Next }[] = [
    ...items.map(({ id, number, due }) => ({
      label: { key: 'plan-row-button', args: { number, due } },
      next: { flow: 'assignment', args: { act: 'show', id } },
    })),
    ...(more
      ? [
          {
            label: { key: 'plan-next-page' },
            next: { flow: 'plan-groups', args: { ...here, from: from + items.length } },
          },
        ]
      : []),
    { label: { key: `plan-groups-back-${by}` }, next: { flow: 'plan-groups', args: { by } } },
  ]
  const reply = await d.prompt({
    key: items.length === 0 ? 'plan-look-elsewhere' : 'plan-choose',
    options: options.map(({ label }) => ({ label })),
    back: 'none',
  })
  return reply.type === 'option' ? options[reply.index]?.next : undefined
}

const named = (by: By, name: string) => (name === '' ? { key: `plan-group-no-${by}` } : name)
