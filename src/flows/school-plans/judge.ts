import type { CommandButton } from '../../domain/deliveries/message.ts'
import type { Flow } from '../dialogue.ts'

/** «Согласовать» and «Вернуть», from the plan or from a button of an older message. */
export const judge: Flow = async (d) => {
  const id = Number(d.args.id)
  const { templateId, approval, title, school } = await d.domain.schoolPlans.showPlan(d.actor, id)
  const next: CommandButton = {
    label: { key: 'school-plans-open' },
    command: 'plan-board',
    arg: templateId === null ? 'none' : String(templateId),
  }
  if (d.args.act === 'approve') {
    const seen = typeof d.args.seen === 'number' ? d.args.seen : null
    const approved = await d.domain.planApprovals.approve(d.actor, id, seen)
    return d.say(
      'school-plan-approved',
      { school: approved.school, title: approved.title },
      { buttons: [[next]] },
    )
  }
  // Nobody writes a remark for nothing.
  if (approval !== 'waiting') return d.say(`error-school-plan-is-${approval}`, { title, school })
  const comment = await d.ask(
    'school-plan-ask-comment',
    { school },
    { kind: 'text', min: 2, max: 2000 },
  )
  await d.domain.planApprovals.return(d.actor, id, comment)
  d.say('school-plan-returned', { school }, { buttons: [[next]] })
}
