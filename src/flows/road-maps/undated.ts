import { may } from '../../domain/shared/access.ts'
import type { Flow, Next } from '../dialogue.ts'

/** Rows on a page. */
const listed = 10

/** «Без срока»: constant work, work on request, and what waits for an event. */
export const undated: Flow = async (d): Promise<Next | undefined> => {
  const from = typeof d.args.from === 'number' ? d.args.from : 0
  const all = await d.domain.undated.listUndated(d.actor)
  const rows = all.slice(from, from + listed)
  if (rows.length === 0) d.say('undated-none')
  else d.say('undated')
  for (const { number, title, kind, phrase, every, eventOn } of rows) {
    d.say(`undated-row-${kind}`, {
      number,
      title,
      phrase,
      every: { key: `check-${every ?? 'none'}` },
      day: eventOn ?? '',
    })
  }
  const edits = may(d.actor, 'road-map.edit')
  const opened = rows.filter(({ own }) => edits || own)
  const unchecked = edits ? (await d.domain.undated.listUnchecked(d.actor)).length : 0
  const more = all.length > from + listed
  const options: {
    label: { key: string; args?: { [name: string]: string | number } }
    mark?: string
    next: Next
  }[] = [
    ...opened.map(({ id, number, title }) => ({
      label: { key: 'assignment-choice', args: { number, title } },
      mark: number,
      next: { flow: 'row', args: { id } },
    })),
    ...(more
      ? [
          {
            label: { key: 'plan-next-page' },
            next: { flow: 'undated', args: { from: from + listed } },
          },
        ]
      : []),
    ...(unchecked > 0
      ? [
          {
            label: { key: 'checks-say', args: { count: unchecked } },
            next: { flow: 'checks', args: {} },
          },
        ]
      : []),
    { label: { key: 'plan-to-next' }, next: { flow: 'plan', args: { view: 'next' } } },
  ]
  const reply = await d.prompt({
    view: true,
    key: opened.length > 0 ? 'plan-choose' : 'plan-look-elsewhere',
    options: options.map(({ label, mark }) => (mark ? { label, mark } : { label, apart: true })),
    back: 'none',
  })
  return reply.type === 'option' ? options[reply.index]?.next : undefined
}
