import type { Words } from '../../domain/deliveries/message.ts'
import type { QuestionDefinition } from '../../domain/questionnaires/definition.ts'
import type { Edit } from '../../domain/questionnaires/edit.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { tryEdit } from './questionnaire-edit.ts'

/**
 * One question of a draft: what can be changed of it. Goes on as new after every change.
 * Arguments: `draft`, its number; `question`, the code.
 */
export const questionnaireQuestion: Flow = async (d) => {
  const draft = Number(d.args.draft)
  const code = String(d.args.question)
  const drafts = d.domain.questionnaireDrafts
  const question = await drafts.showQuestion(d.actor, draft, code)
  const again: Next = { flow: 'questionnaire-question', args: { draft, question: code } }
  const outline: Next = { flow: 'questionnaire-draft', args: { draft } }
  const change = async (edit: Edit, next = again): Promise<Next> =>
    (await tryEdit(d, draft, edit)) ? next : again
  const ways = waysOf(d, question, change, outline)
  const reply = await d.prompt({
    key: 'questionnaire-question-card',
    args: {
      text: question.text,
      kind: { key: `questionnaire-kind-${question.kind}` },
      required: question.optional ? 0 : 1,
      personal: question.personal ? 1 : 0,
      answers: answersOf(question),
      hint: question.hint ? { key: 'questionnaire-hint', args: { hint: question.hint } } : '',
      set: setOf(question),
    },
    options: ways.map(({ key }) => ({ label: { key } })),
    back: 'flow',
    view: true,
  })
  if (reply.type === 'back') return outline
  return reply.type === 'option' ? ways[reply.index]?.act() : undefined
}

interface Way {
  key: string
  act(): Promise<Next>
}

function waysOf(
  d: Dialogue,
  question: QuestionDefinition,
  change: (edit: Edit, next?: Next) => Promise<Next>,
  outline: Next,
): Way[] {
  const { code, kind } = question
  const lines = (key: 'options' | 'rows' | 'steps', now: string): Way => ({
    key: `questionnaire-edit-${key}`,
    async act() {
      const text = await d.ask(`questionnaire-ask-${key}-now`, { now }, { kind: 'text', max: 3000 })
      return change({ do: key, question: code, text })
    },
  })
  const words = (key: 'text' | 'hint' | 'section', max: number): Way => ({
    key: `questionnaire-edit-${key}`,
    async act() {
      const text = await d.ask(`questionnaire-ask-${key}`, {}, { kind: 'text', max })
      return change({ do: key, question: code, text })
    },
  })
  const flag = (key: 'required' | 'personal', label: string): Way => ({
    key: label,
    act: () => change({ do: key, question: code }),
  })
  return [
    words('text', 600),
    ...('options' in question ? [lines('options', labels(question.options))] : []),
    ...('rows' in question ? [lines('rows', labels(question.rows))] : []),
    ...('steps' in question ? [lines('steps', stepLines(question.steps))] : []),
    ...(kind === 'persons'
      ? []
      : [
          flag(
            'required',
            question.optional ? 'questionnaire-edit-require' : 'questionnaire-edit-optional',
          ),
          flag(
            'personal',
            question.personal ? 'questionnaire-edit-not-personal' : 'questionnaire-edit-personal',
          ),
        ]),
    { key: 'questionnaire-edit-up', act: () => change({ do: 'move', question: code, by: -1 }) },
    { key: 'questionnaire-edit-down', act: () => change({ do: 'move', question: code, by: 1 }) },
    words('hint', 300),
    words('section', 100),
    {
      key: 'questionnaire-edit-remove',
      act: () => change({ do: 'remove', question: code }, outline),
    },
  ]
}

function answersOf(question: QuestionDefinition): string {
  const parts = [
    'options' in question ? labels(question.options) : '',
    'rows' in question ? labels(question.rows) : '',
    'steps' in question ? stepLines(question.steps) : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** What of it only the table can change, where there is some. */
function setOf(question: QuestionDefinition): Words[string] {
  const bounds = ['min', 'max', 'most'].some((name) => name in question)
  const has = [
    ...(question.when ? ['when'] : []),
    ...(question.mirrors ? ['mirrors'] : []),
    ...(bounds && question.kind !== 'persons' ? ['bounds'] : []),
  ].map((name): Words[string] => ({ key: `questionnaire-has-${name}` }))
  if (has.length === 0) return ''
  const list = has.reduce((left, right) => ({ key: 'questionnaire-and', args: { left, right } }))
  return { key: 'questionnaire-question-set', args: { list } }
}

const labels = (all: readonly { label: string }[]): string =>
  all.map(({ label }) => label).join('\n')

const stepLines = (steps: readonly { value: number; label: string }[]): string =>
  steps.map(({ value, label }) => (label ? `${value} – ${label}` : String(value))).join('\n')
