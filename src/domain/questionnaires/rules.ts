import type {
  Answers,
  AnswerValue,
  ItemDefinition,
  QuestionDefinition,
  Questionnaire,
} from './definition.ts'

const known = new WeakMap<Questionnaire, ItemDefinition[]>()

/** The items that are put to a person one by one: questions as they are, a grid as a scale for each row. */
export function itemsOf(questionnaire: Questionnaire): ItemDefinition[] {
  const found = known.get(questionnaire)
  if (found) return found
  const items = questionnaire.questions.flatMap(itemsOfQuestion)
  known.set(questionnaire, items)
  return items
}

/** The items of one question. */
export function itemsOfQuestion(question: QuestionDefinition): ItemDefinition[] {
  if (question.kind !== 'grid') return [question]
  const { kind: _, rows, text, steps, code, mirrors, ...base } = question
  return rows.map((row, index) => ({
    ...base,
    kind: 'scale',
    code: itemCode(code, row.code),
    text: row.label,
    steps,
    row: { grid: code, text, number: index + 1, of: rows.length },
    ...(mirrors ? { mirrors: { ...mirrors, question: itemCode(mirrors.question, row.code) } } : {}),
  }))
}

/** The code under which the answer to a grid's row is kept. */
export function itemCode(grid: string, row: string): string {
  return `${grid}.${row}`
}

/** The items that apply with these answers, in order. */
export function applicable(questionnaire: Questionnaire, answers: Answers): ItemDefinition[] {
  const asked = new Set<string>()
  return itemsOf(questionnaire).filter((item) => {
    const { when } = item
    if (when) {
      if (!asked.has(when.question)) return false
      const given = answers[when.question] ?? null
      const values: readonly (string | number | null)[] = Array.isArray(given) ? given : [given]
      if (!values.some((value) => value !== null && when.is.includes(value))) return false
    }
    asked.add(item.code)
    return true
  })
}

/** Whether an item has its answer: one that fits it, or a skip where that is allowed. */
export function isAnswered(item: ItemDefinition, answers: Answers): boolean {
  const value = answers[item.code]
  return value !== undefined && fits(item, value)
}

/** The first item without an answer; null when the questionnaire is full. */
export function firstOpen(questionnaire: Questionnaire, answers: Answers): ItemDefinition | null {
  return applicable(questionnaire, answers).find((item) => !isAnswered(item, answers)) ?? null
}

/** Whether a value may be the answer: also for answers that were given to an older version. */
export function fits(item: ItemDefinition, value: AnswerValue): boolean {
  if (value === null) return item.optional
  switch (item.kind) {
    case 'choice':
      return item.options.some(({ code }) => code === value)
    case 'several':
      return (
        isSet(value, { least: item.optional ? 0 : item.least, most: item.most }) &&
        value.every((one) => item.options.some(({ code }) => code === one))
      )
    case 'scale':
      return item.steps.some((step) => step.value === value)
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && within(value.length, item)
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (!item.whole || Number.isInteger(value)) &&
        within(value, item)
      )
    case 'date':
      return typeof value === 'string' && within(value, item)
    case 'persons':
      return (
        isSet(value, { least: 1, most: item.most }) &&
        value.every((one) => typeof one === 'number' && Number.isInteger(one))
      )
  }
}

/** An array without doubles of a length in these bounds. */
function isSet(
  value: AnswerValue,
  { least, most }: { least: number; most?: number | undefined },
): value is string[] | number[] {
  return (
    Array.isArray(value) &&
    new Set<string | number>(value).size === value.length &&
    value.length >= least &&
    value.length <= (most ?? value.length)
  )
}

function within<T extends string | number>(value: T, bounds: { min?: T; max?: T }): boolean {
  return (
    !(bounds.min !== undefined && value < bounds.min) &&
    !(bounds.max !== undefined && value > bounds.max)
  )
}

/**
 * The answer as a person reads it; a date stays ISO, an empty one is null.
 * @param names of the persons that answers name, by their numbers
 */
export function inWords(
  item: ItemDefinition,
  value: AnswerValue,
  names: ReadonlyMap<number, string> = new Map(),
): string | null {
  if (value === null || !fits(item, value)) return null
  switch (item.kind) {
    case 'choice':
      return item.options.find(({ code }) => code === value)?.label ?? null
    case 'several': {
      const labels = item.options.filter(({ code }) => (value as string[]).includes(code))
      return labels.map(({ label }) => label).join(', ') || null
    }
    case 'scale': {
      const step = item.steps.find((one) => one.value === value)
      return step ? stepLabel(step) : null
    }
    case 'persons': {
      // Who was forgotten has no name; a dash where nobody has one, or none may be said.
      const called = (value as number[]).flatMap((id) => names.get(id) ?? [])
      if (called.length === 0) return '—'
      if (!item.ranked) return called.join(', ')
      return called.map((name, index) => `${index + 1}. ${name}`).join('\n')
    }
    default:
      return String(value)
  }
}

/** «3 — справляюсь», or the bare number where the step has no words of its own. */
export function stepLabel(step: { value: number; label: string }): string {
  return step.label ? `${step.value} — ${step.label}` : String(step.value)
}
