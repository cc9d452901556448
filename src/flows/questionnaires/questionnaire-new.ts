import type { Role } from '../../domain/shared/access.ts'
import type { Flow } from '../dialogue.ts'

/** Who answers questionnaires, the commonest first. */
export const answering: readonly Role[] = [
  'teacher',
  'mentor',
  'mentee',
  'curator',
  'head',
  'methodist',
  'specialist',
  'parent',
]

/** A new questionnaire: its name, what it is for and who answers; the questions come after. */
export const newQuestionnaire: Flow = async (d) => {
  const title = await d.ask('questionnaire-new-title', {}, { kind: 'text', min: 3, max: 100 })
  const purpose = await d.ask('questionnaire-new-purpose', {}, { kind: 'text', min: 10, max: 600 })
  const roles = await d.chooseSome('questionnaire-new-audience', answering, (role) => ({
    key: `invite-${role}`,
  }))
  const draft = await d.domain.questionnaireDrafts.create(d.actor, title, purpose, [...roles])
  return { flow: 'questionnaire-add', args: { draft } }
}
