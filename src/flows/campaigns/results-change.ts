import type { Flow, Next } from '../dialogue.ts'
import { idOf } from './arguments.ts'
import { figure } from './result-words.ts'

/** Changes that the chat says in words: the greatest ones. */
const said = 6

const ways = ['results-back', 'results-to-card'] as const

/**
 * Two campaigns beside each other: two waves, two years, before and after. Arguments: `id`, `earlier`,
 * `school` (absent: all).
 */
export const resultsChange: Flow = async (d): Promise<Next | undefined> => {
  const [id, school] = [idOf(d.args.id), idOf(d.args.school)]
  const { earlier } = d.args
  if (id === null || (typeof earlier !== 'number' && typeof earlier !== 'string'))
    return { flow: 'campaigns', args: {} }
  const { title, before, after, changes } = await d.domain.results.showComparison(
    d.actor,
    id,
    earlier,
    school,
  )
  d.say('results-change', {
    title,
    before: before.startedOn,
    after: after.startedOn,
    answeredBefore: before.answered,
    answeredAfter: after.answered,
  })
  const weight = ({ before: then, after: now, range }: (typeof changes)[number]) =>
    Math.abs(now - then) / (range ? range[1] - range[0] || 1 : 1)
  const greatest = [...changes].sort((a, b) => weight(b) - weight(a)).slice(0, said)
  for (const { text, of, unit, before: then, after: now } of greatest)
    d.say('results-change-line', {
      text: of === null ? text : `${of}: ${text}`,
      before: unit === 'share' ? `${Math.round(then * 100)} %` : figure(then),
      after: unit === 'share' ? `${Math.round(now * 100)} %` : figure(now),
      sign: now > then ? 'up' : now < then ? 'down' : 'same',
    })
  const make = {
    what: 'results-change' as const,
    campaignId: id,
    earlier,
    schoolId: school,
  }
  d.say('results-change-picture', { more: Math.max(0, changes.length - greatest.length) }, { make })
  const reply = await d.prompt({
    key: 'results-after',
    options: ways.map((key) => ({ label: { key } })),
    back: 'none',
    view: true,
  })
  switch (reply.type === 'option' ? ways[reply.index] : undefined) {
    case 'results-back':
      return { flow: 'results', args: { id, ...(school === null ? {} : { school }) } }
    case 'results-to-card':
      return { flow: 'campaign', args: { id } }
    default:
      return
  }
}
