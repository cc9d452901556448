import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'
import { answerWords } from './questionnaire-screen.ts'

/**
 * The curator's board of what was asked about pupils, and asking.
 * Arguments: `id`, the request that is looked at; `ask`: a new one.
 */
export const observation: Flow = async (d): Promise<Next | undefined> => {
  const rooms = d.domain.observations
  if (!(await maySayNames(d))) return
  if (d.args.ask === true) return ask(d)
  const all = await rooms.listAsked(d.actor)
  const found = all.find(({ id }) => id === d.args.id)
  if (found) return look(d, found)
  const reply = await d.prompt({
    key: 'observations',
    args: { count: all.length, open: all.filter(({ status }) => status === 'asked').length },
    options: [
      ...all.map(({ pupil, respondent, status }) => ({
        label: { key: `observation-${status}`, args: { pupil, respondent } },
      })),
      { label: { key: 'observation-ask' }, apart: true },
    ],
    personal: true,
    view: true,
  })
  if (reply.type !== 'option') return
  const chosen = all[reply.index]
  return { flow: 'observations', args: chosen ? { id: chosen.id } : { ask: true } }
}

async function ask(d: Dialogue): Promise<Next | undefined> {
  const rooms = d.domain.observations
  const pupils = await rooms.listPupils(d.actor)
  if (pupils.length === 0) {
    d.say('observation-no-pupils')
    return
  }
  const pupil = await d.choose('observation-whom', pupils, ({ name }) => ({ text: name }))
  const forms = await rooms.listForms(d.actor)
  const [only] = forms
  if (!only) {
    d.say('observation-no-forms')
    return
  }
  const form =
    forms.length === 1
      ? only
      : await d.choose('observation-form', forms, ({ title }) => ({ text: title }))
  const people = await rooms.listRespondents(d.actor, pupil.personId)
  if (people.length === 0) {
    d.say('observation-nobody')
    return
  }
  const who = await d.choose(
    'observation-who',
    people,
    ({ name, role }) => ({
      key: 'observation-who-one',
      args: { name, role: { key: `role-${role}` } },
    }),
    { pupil: pupil.name },
  )
  await rooms.ask(d.actor, pupil.personId, who.personId, form.code)
  d.say('observation-asked-done', { name: who.name, pupil: pupil.name })
  return { flow: 'observations', args: {} }
}

type Asked = Awaited<ReturnType<Dialogue['domain']['observations']['listAsked']>>[number]

async function look(d: Dialogue, one: Asked): Promise<Next | undefined> {
  const { id, pupil, respondent, title, status } = one
  const board: Next = { flow: 'observations', args: {} }
  d.say('observation-card', { pupil, respondent, title })
  if (status === 'given') {
    const { answers } = await d.domain.observations.showAnswers(d.actor, id)
    for (const [index, { text, answer }] of answers.entries())
      d.say('questionnaire-summary-item', {
        number: index + 1,
        text,
        answer: answerWords(answer),
      })
  }
  const ways = [...(status === 'asked' ? ['observation-withdraw'] : []), 'observation-board']
  const reply = await d.prompt({
    key: `observation-state-${status}`,
    options: ways.map((key) => ({ label: { key } })),
    personal: true,
    view: true,
  })
  if (reply.type === 'option' && ways[reply.index] === 'observation-withdraw')
    await d.domain.observations.withdraw(d.actor, id)
  return board
}

/** Who was asked about a pupil answers. Arguments: `id` of the request. */
export const observe: Flow = async (d) => {
  const id = Number(d.args.id)
  const asked = await d.domain.observations.showAsked(d.actor, id)
  const { here } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) d.say('observation-about', { pupil: asked.pupil })
  return { flow: 'questionnaire', args: { code: asked.questionnaire, observation: id } }
}

/** Who was asked about a pupil does not want to answer. */
export const declineObservation: Flow = async (d) => {
  await d.domain.observations.decline(d.actor, Number(d.args.id))
  d.say('observation-declined-done')
}
