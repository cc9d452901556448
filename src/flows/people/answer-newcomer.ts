import type { Flow } from '../dialogue.ts'

/** A curator answers somebody who asks to be let in by the school's poster. */
export const answerNewcomer: Flow = async (d) => {
  const id = Number(d.args.request)
  const answer = d.args.answer === 'approve' ? 'approve' : 'decline'
  const { name } = await d.domain.newcomers[answer](d.actor, id)
  const { here } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) d.say(`newcomer-${answer}d`, { name })
  else d.say('newcomer-answered-nameless')
}
