import { mapTitle } from '../../domain/roadmaps/rules.ts'
import type { Flow, Next } from '../dialogue.ts'

/** A school's own plan that was read from a file: in place of the copy of a road map, or on its own. */
export const loadPlan: Flow = async (d): Promise<Next | undefined> => {
  const draftId = Number(d.args.draftId)
  const plans = await d.domain.schoolPlans.listOwn(d.actor)
  const open = plans.filter(({ approval }) => approval !== 'waiting' && approval !== 'approved')
  const waiting = plans.filter(({ approval }) => approval === 'waiting')
  let instead: number | null = null
  if (open.length > 0) {
    const reply = await d.prompt({
      key: 'load-plan-instead',
      options: [
        ...open.map(({ title }) => ({
          label: { key: 'load-plan-of', args: { title: mapTitle(title) } },
        })),
        { label: { key: 'load-plan-alone' } },
      ],
    })
    instead = (reply.type === 'option' ? open[reply.index]?.id : null) ?? null
  } else if (waiting.length > 0) d.say('load-plan-waits', { title: mapTitle(waiting[0]!.title) })
  const { id } = await d.domain.schoolPlans.load(d.actor, draftId, instead)
  d.say('load-plan-done')
  return { flow: 'school-plan', args: { id } }
}
