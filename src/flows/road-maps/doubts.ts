import type { RowAnswer } from '../../domain/roadmaps/questions.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { askDeadline, choiceLabel } from './ask-deadline.ts'

type Question = NonNullable<Awaited<ReturnType<Dialogue['domain']['rows']['findQuestion']>>>

/**
 * The questions of a draft, of a school's plan, or of the road maps in force: one a row, the most likely reading first.
 * What is put off stays listed; what is answered is never asked again.
 */
export const doubts: Flow = async (d): Promise<Next | undefined> => {
  const { rows, roadMaps } = d.domain
  const plan = typeof d.args.plan === 'number' ? d.args.plan : null
  const draftId = typeof d.args.draftId === 'number' ? d.args.draftId : null
  const after = typeof d.args.after === 'number' ? d.args.after : -1
  const question =
    draftId === null
      ? await (plan === null
          ? rows.findQuestion(d.actor, after)
          : rows.findQuestion(d.actor, after, plan))
      : await roadMaps.findQuestion(d.actor, draftId, after)
  if (!question)
    return plan === null ? finish(d, draftId) : { flow: 'school-plan', args: { id: plan } }
  const { at } = question
  const next = { flow: 'doubts', args: { ...d.args, after: at } }
  const answer = await ask(d, question, draftId === null)
  if (answer === 'later') return next
  if (answer === 'edit') return { flow: 'row', args: { id: at } }
  const { number, deadline } =
    draftId === null
      ? await rows.answer(d.actor, at, answer)
      : await roadMaps.answer(d.actor, draftId, at, answer)
  d.say('doubt-answered', { number, deadline })
  return next
}

async function finish(d: Dialogue, draftId: number | null): Promise<Next | undefined> {
  if (draftId !== null) return { flow: 'road-map-file', args: { draftId } }
  const count = await d.domain.rows.countQuestions(d.actor)
  const label = { key: 'reminders-plan' }
  d.say(
    count === 0 ? 'doubts-none' : 'doubts-left',
    { count },
    { buttons: [[{ label, command: 'plan' }]] },
  )
  return
}

async function ask(
  d: Dialogue,
  question: Question,
  editable: boolean,
): Promise<RowAnswer | 'later' | 'edit'> {
  const { number, title, phrase, choices, count } = question
  d.say('doubt-row', { number, title, count })
  if (phrase) d.say('doubt-phrase', { phrase })
  for (const text of question.deadline) d.say('doubt-about', { text })
  for (const { code, args } of question.row)
    d.say('doubt-about', { text: { key: `road-map-doubt-${code}`, args } })
  const reply = await d.prompt({
    key: choices.length === 0 ? 'doubt-ask-deadline' : 'doubt-ask',
    options: [
      ...choices.map((choice) => ({ label: choiceLabel(choice) })),
      { label: { key: choices.length === 0 ? 'deadline-write' : 'doubt-other' } },
      { label: { key: 'doubt-undated' } },
      ...(editable ? [{ label: { key: 'doubt-edit' } }] : []),
      { label: { key: 'doubt-later' } },
    ],
    back: 'none',
  })
  if (reply.type !== 'option') return 'later'
  if (reply.index < choices.length) return { type: 'choice', index: reply.index }
  switch (reply.index - choices.length) {
    case 0:
      return askDeadline(d, question.period)
    case 1:
      return { type: 'undated' }
    case 2:
      return editable ? 'edit' : 'later'
    default:
      return 'later'
  }
}
