import type { Words } from '../../domain/deliveries/message.ts'
import { mapTitle } from '../../domain/roadmaps/rules.ts'
import { may } from '../../domain/shared/access.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** «Планы школ»: for the coordinator the boards and sending, for a school its own plans. */
export const schoolPlans: Flow = async (d): Promise<Next | undefined> =>
  may(d.actor, 'road-map.approve') ? coordinators(d) : own(d)

async function coordinators(d: Dialogue): Promise<Next | undefined> {
  const templates = await d.domain.planApprovals.listTemplates(d.actor)
  const { plans: others } = await d.domain.planApprovals.listBoard(d.actor, null)
  if (templates.length === 0 && others.length === 0) {
    d.say('school-plans-no-map')
    return
  }
  const sent = templates.filter(({ plans }) => plans > 0)
  const [only] = sent
  if (only && sent.length === 1 && others.length === 0 && templates.length === 1)
    return { flow: 'plan-board', args: { map: String(only.id) } }
  const options = [
    ...templates.map(({ id, title, plans }) => ({
      label: {
        key: plans > 0 ? 'school-plans-board' : 'school-plans-send',
        args: { title, count: plans },
      },
      next:
        plans > 0
          ? { flow: 'plan-board', args: { map: String(id) } }
          : { flow: 'send-template', args: { map: id } },
    })),
    ...(others.length > 0
      ? [
          {
            label: { key: 'school-plans-others', args: { count: others.length } },
            next: { flow: 'plan-board', args: { map: 'none' } },
          },
        ]
      : []),
  ]
  const reply = await d.prompt({
    key: sent.length === 0 ? 'school-plans-none-sent' : 'school-plans-which',
    options: options.map(({ label }) => ({ label })),
    back: 'none',
    view: true,
  })
  return reply.type === 'option' ? options[reply.index]?.next : undefined
}

async function own(d: Dialogue): Promise<Next | undefined> {
  const plans = await d.domain.schoolPlans.listOwn(d.actor)
  const [only] = plans
  if (!only) {
    d.say('school-plans-none-own')
    return
  }
  if (plans.length === 1) return { flow: 'school-plan', args: { id: only.id } }
  const schools = new Set(plans.map(({ schoolId }) => schoolId)).size > 1
  const { id } = await d.choose('school-plans-which-own', plans, ({ title, approval, school }) => ({
    key: 'school-plan-choice',
    args: {
      title: schools ? titleAt(school, title) : mapTitle(title),
      state: { key: `plan-is-${approval}` },
    },
  }))
  return { flow: 'school-plan', args: { id } }
}

/** A plan's title where the plans of several schools are listed. */
const titleAt = (school: string, title: string): Words[string] => ({
  key: 'school-plan-at',
  args: { school, title: mapTitle(title) },
})
