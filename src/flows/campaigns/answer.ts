import type { Flow, Next } from '../dialogue.ts'
import { idOf } from './arguments.ts'

/** Somebody who was asked answers: `id` of the campaign, absent: choose; `intro`: show the first page again. */
export const answer: Flow = async (d): Promise<Next | undefined> => {
  const id = idOf(d.args.id)
  if (id === null) {
    const waiting = await d.domain.replies.listWaiting(d.actor)
    const [only] = waiting
    if (!only) {
      d.say('campaign-none-waiting')
      return
    }
    if (waiting.length === 1) return { flow: 'answer', args: { id: only.id } }
    const chosen = await d.choose('campaign-answer-which', waiting, ({ title, due }) => ({
      key: 'campaign-waiting',
      args: { title, due },
    }))
    return { flow: 'answer', args: { id: chosen.id } }
  }
  const asked = await d.domain.replies.showInvitation(d.actor, id)
  const { title, purpose, total, due, questionnaire } = asked
  const states = await d.domain.consents.listStates(d.actor)
  if (states.some(({ code, state }) => code === 'personal-data' && state !== 'given')) {
    d.say('questionnaire-needs-consent', { title })
    const after = { flow: 'answer', args: { id } }
    return { flow: 'consent', args: { code: 'personal-data', after, told: true } }
  }
  if (!asked.begun || d.args.intro === true)
    await d.prompt({
      key: 'campaign-intro',
      args: { title, purpose, total, due, anonymous: asked.anonymous ? 'yes' : 'no' },
      options: [{ label: { key: asked.begun ? 'questionnaire-continue' : 'questionnaire-begin' } }],
      back: 'none',
    })
  else d.say('campaign-resumed', { title })
  const response = await d.domain.replies.begin(d.actor, id)
  return { flow: 'questionnaire', args: { code: questionnaire, response, campaign: id } }
}
