import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'
import { idOf } from './arguments.ts'

/** More names or schools than this are counted. */
const listed = 60

/** «Кто не ответил»: by school for who sees several, by name for who sees one. Arguments: `id`. */
export const board: Flow = async (d): Promise<Next | undefined> => {
  const id = idOf(d.args.id)
  if (id === null) return { flow: 'campaigns', args: {} }
  const { title, reminds, closed, answered, asked } = await d.domain.campaigns.showCampaign(
    d.actor,
    id,
  )
  const { turnout, missing } = await d.domain.campaigns.listBoard(d.actor, id)
  d.say('campaign-board', { title })
  for (const row of turnout.slice(0, listed)) {
    const { asked, answered, noConsent, unreachable } = row
    const school = row.school ?? { key: 'campaign-no-school' }
    d.say('campaign-board-row', { school, asked, answered, noConsent, unreachable })
  }
  if (turnout.length > listed) d.say('campaign-board-more', { count: turnout.length - listed })
  if (missing) await names(d, missing)
  await d.prompt({
    key:
      reminds && !closed && answered < asked
        ? 'campaign-board-after-reminded'
        : 'campaign-board-after',
    options: [{ label: { key: 'campaign-to-card' } }],
    back: 'none',
    view: true,
  })
  return { flow: 'campaign', args: { id } }
}

async function names(
  d: Dialogue,
  missing: { name: string; excluded: string | null }[],
): Promise<void> {
  if (missing.length === 0) {
    d.say('campaign-board-all')
    return
  }
  if (!(await maySayNames(d))) return
  const silent = missing.filter(({ excluded }) => excluded === null)
  const left = missing.filter(({ excluded }) => excluded !== null)
  if (silent.length > 0) d.say('campaign-board-silent')
  for (const { name } of silent.slice(0, listed)) d.say('campaign-board-name', { name })
  if (silent.length > listed) d.say('campaign-board-more', { count: silent.length - listed })
  if (left.length > 0) d.say('campaign-board-left-out')
  for (const { name, excluded } of left.slice(0, listed))
    d.say(`campaign-board-${excluded}`, { name })
}
