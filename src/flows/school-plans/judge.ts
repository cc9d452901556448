import type { CommandButton } from '../../domain/deliveries/message.ts'
import { mapTitle } from '../../domain/roadmaps/rules.ts'
import type { Flow, Next } from '../dialogue.ts'

/**
 * «Согласовать» and «Вернуть», from the plan or by command. Arguments: `id` of the plan, `act`, and for
 * the approval `seen`, the plan's `lastRecord` as it was shown: without it the plan is shown first.
 */
export const judge: Flow = async (d): Promise<Next | undefined> => {
  const id = Number(d.args.id)
  const { templateId, approval, title, school } = await d.domain.schoolPlans.showPlan(d.actor, id)
  const next: CommandButton = {
    label: { key: 'school-plans-open' },
    command: 'plan-board',
    arg: templateId === null ? 'none' : String(templateId),
  }
  const { act, seen } = d.args
  if (act === 'approve' && typeof seen === 'number') {
    const approved = await d.domain.planApprovals.approve(d.actor, id, seen)
    d.say(
      'school-plan-approved',
      { school: approved.school, title: approved.title },
      { buttons: [[next]] },
    )
    return undefined
  }
  // Nobody looks at it, or writes a remark, for nothing.
  if (approval !== 'waiting') {
    d.say(`error-school-plan-is-${approval}`, { title: mapTitle(title), school })
    return undefined
  }
  if (act === 'approve') return { flow: 'school-plan', args: { id } }
  const comment = await d.ask(
    'school-plan-ask-comment',
    { school },
    { kind: 'text', min: 2, max: 2000 },
  )
  await d.domain.planApprovals.return(d.actor, id, comment)
  d.say('school-plan-returned', { school }, { buttons: [[next]] })
  return undefined
}
