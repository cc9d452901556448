import type { Period } from '../../domain/roadmaps/deadlines/index.ts'
import { type RowAnswer, readingsOf } from '../../domain/roadmaps/questions.ts'
import type { Dialogue } from '../dialogue.ts'

/** The longest deadline phrase that is asked for. */
const LONGEST = 300

/** A way to understand a deadline as a button says it: its words and its dues. */
export const choiceLabel = ({ text, dues }: { text: string; dues: string[] }) => ({
  key: 'doubt-choice',
  args: { text, count: dues.length, first: dues[0] ?? '', last: dues.at(-1) ?? '' },
})

/** A deadline in the person's own words → what was understood → «Верно». */
export async function askDeadline(d: Dialogue, period: Period): Promise<RowAnswer> {
  for (;;) {
    const phrase = await d.ask('deadline-ask', {}, { kind: 'text', max: LONGEST })
    const { choices, doubts } = readingsOf(phrase, period)
    if (choices.length === 0) {
      d.say('deadline-not-understood', { phrase })
      continue
    }
    for (const text of doubts) d.say('doubt-about', { text })
    const reply = await d.prompt({
      key: choices.length === 1 ? 'deadline-understood' : 'deadline-which',
      args: { phrase, ...choiceLabel(choices[0]!).args },
      options: [
        ...(choices.length === 1
          ? [{ label: { key: 'deadline-right' } }]
          : choices.map((choice) => ({ label: choiceLabel(choice) }))),
        { label: { key: 'deadline-again' } },
      ],
    })
    if (reply.type === 'option' && reply.index < choices.length)
      return { type: 'phrase', phrase, index: reply.index }
  }
}

/** The same, with «Без срока» beside it. */
export async function askDeadlineOrNone(d: Dialogue, period: Period): Promise<RowAnswer> {
  const reply = await d.prompt({
    key: 'deadline-has',
    options: [{ label: { key: 'deadline-write' } }, { label: { key: 'doubt-undated' } }],
  })
  if (reply.type === 'option' && reply.index === 1) return { type: 'undated' }
  return askDeadline(d, period)
}
