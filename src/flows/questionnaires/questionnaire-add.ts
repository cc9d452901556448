import type { NewQuestion } from '../../domain/questionnaires/edit.ts'
import type { ScalePreset } from '../../domain/questionnaires/presets.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { tryEdit } from './questionnaire-edit.ts'

const kinds = [
  'choice',
  'several',
  'yes-no',
  'scale',
  'grid',
  'text',
  'number',
  'date',
  'persons',
] as const satisfies NewQuestion['kind'][]

/** Kinds with lists that are typed, and can be typed wrong. */
const listed: readonly NewQuestion['kind'][] = ['choice', 'several', 'scale', 'grid']

const presets = ['five', 'ten', 'agreement', 'marks', 'criteria'] as const satisfies ScalePreset[]

/** Adds a question to a draft. Arguments: `draft`, its number. */
export const addQuestion: Flow = async (d) => {
  const draft = Number(d.args.draft)
  const text = await d.ask('questionnaire-ask-text', {}, { kind: 'text', min: 3, max: 600 })
  const kind = await d.choose('questionnaire-ask-kind', kinds, (one) => ({
    key: `questionnaire-kind-${one}`,
  }))
  const question: NewQuestion = { kind, text, optional: false, ...(await details(d, kind)) }
  if (kind !== 'persons')
    question.optional = !(await d.confirm('questionnaire-ask-required', { text }))
  while (!(await tryEdit(d, draft, { do: 'add', question }))) {
    if (!listed.includes(kind)) return { flow: 'questionnaire-draft', args: { draft } }
    // What was written stays: only the lists are asked for once more.
    Object.assign(question, await details(d, kind))
  }
  d.say('questionnaire-added', { text })
  if (
    await d.confirm('questionnaire-add-more', {}, 'questionnaire-draft-add', 'questionnaire-enough')
  )
    return { flow: 'questionnaire-add', args: { draft } }
  return { flow: 'questionnaire-draft', args: { draft } }
}

async function details(d: Dialogue, kind: NewQuestion['kind']): Promise<Partial<NewQuestion>> {
  const lines = (key: string) => d.ask(key, {}, { kind: 'text', max: 3000 })
  switch (kind) {
    case 'choice':
    case 'several':
      return { options: await lines('questionnaire-ask-options') }
    case 'scale':
      return { steps: await steps(d) }
    case 'grid':
      return { rows: await lines('questionnaire-ask-rows'), steps: await steps(d) }
    case 'persons': {
      const among = await d.choose(
        'questionnaire-ask-among',
        ['mentors', 'mentees'] as const,
        (one) => ({ key: `questionnaire-among-${one}` }),
      )
      const most = Number(
        await d.ask('questionnaire-ask-most', {}, { kind: 'number', min: 1, max: 10, whole: true }),
      )
      const ranked = most > 1 && (await d.confirm('questionnaire-ask-ranked'))
      return { persons: { among, most, ranked } }
    }
    default:
      return {}
  }
}

async function steps(d: Dialogue): Promise<ScalePreset | { lines: string }> {
  const chosen = await d.choose('questionnaire-ask-scale', [...presets, 'own'] as const, (one) => ({
    key: `questionnaire-scale-${one}`,
  }))
  if (chosen !== 'own') return chosen
  const text = await d.ask('questionnaire-ask-steps', {}, { kind: 'text', max: 1000 })
  return { lines: text }
}
