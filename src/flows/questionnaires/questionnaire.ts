import type { Label } from '../../domain/deliveries/message.ts'
import type { AnswerValue } from '../../domain/questionnaires/definition.ts'
import type { QuestionScreen } from '../../domain/questionnaires/screen.ts'
import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import { carried } from '../after.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { askPeople } from './questionnaire-people.ts'
import { givenValue, hasAnswer, question } from './questionnaire-screen.ts'
import { summary } from './questionnaire-summary.ts'

/**
 * Filling in a questionnaire, one screen an item (a row of a grid is one). Goes on as new after every
 * answer, so that the log stays short; where to go on is known from the saved answers.
 * Arguments: `code` of the questionnaire (absent: choose); `observation`, the request's number where it
 * is about a pupil; then `response`, its id; `at`, the code of the item to show; `search`, what a last
 * name begins with; `view: 'summary'`; `changing`: return to the summary after the answer; `after`, the
 * flow to go on with when it is sent; `campaign`, the id of the one that is answered.
 */
export const questionnaire: Flow = async (d) => {
  const { code, response } = d.args
  if (typeof code !== 'string') return choose(d)
  if (typeof response !== 'number') return open(d, code)
  if (d.args.view === 'summary') return summary(d, code, response)
  return ask(d, code, response)
}

async function choose(d: Dialogue): Promise<Next | undefined> {
  const offered = await d.domain.questionnaires.listOffered(d.actor)
  const asked = may(d.actor, 'observation.give')
    ? await d.domain.observations.listOpen(d.actor)
    : []
  const ways: { label: Label; next: Next }[] = [
    ...asked.map(({ id, title, pupil }) => ({
      label: { key: 'questionnaire-option-about', args: { title, pupil } },
      next: { flow: 'observe', args: { id } },
    })),
    ...offered.map(({ code, title, state }) => ({
      label: { key: `questionnaire-option-${state}`, args: { title } },
      next: { flow: 'questionnaire', args: { code } },
    })),
  ]
  if (ways.length === 0) d.say('questionnaire-none')
  if (ways.length < 2) return ways[0]?.next
  const reply = await d.prompt({
    key: 'questionnaire-choose',
    options: ways.map(({ label }) => ({ label })),
  })
  return reply.type === 'option' ? ways[reply.index]?.next : undefined
}

async function open(d: Dialogue, code: string): Promise<Next | undefined> {
  const { campaign } = d.args
  if (typeof campaign === 'number') return { flow: 'answer', args: { id: campaign, intro: true } }
  const observation = typeof d.args.observation === 'number' ? d.args.observation : null
  // Of whom it is cannot be said in every messenger, and about «…» nobody can answer.
  const route = observation === null ? null : await d.domain.people.showPersonalRoute(d.actor)
  if (route && !route.here) return elsewhere(d, code, route.linked[0]?.label ?? null)
  const standing = await d.domain.questionnaires.showStanding(d.actor, code, observation)
  const { title, purpose, total, answered, state } = standing
  const states = await d.domain.consents.listStates(d.actor)
  const begun = { code, ...carriedOn(d) }
  if (states.some((one) => one.code === 'personal-data' && one.state !== 'given')) {
    d.say('questionnaire-needs-consent', { title })
    const after = { flow: 'questionnaire', args: begun }
    return { flow: 'consent', args: { code: 'personal-data', after, told: true } }
  }
  if (state === 'new' || d.args.intro === true) {
    await d.prompt({
      key: 'questionnaire-intro',
      args: { title, purpose, total },
      options: [
        { label: { key: state === 'new' ? 'questionnaire-begin' : 'questionnaire-continue' } },
      ],
      back: 'none',
    })
  } else if (state === 'half' && answered < total)
    d.say('questionnaire-resumed', { title, answered, total })
  const response = await d.domain.questionnaires.begin(d.actor, code, observation)
  return { flow: 'questionnaire', args: { ...begun, response } }
}

async function ask(d: Dialogue, code: string, response: number): Promise<Next | undefined> {
  const at = typeof d.args.at === 'string' ? d.args.at : null
  const search = typeof d.args.search === 'string' ? d.args.search : ''
  const changing = d.args.changing === true
  const here: Args = { code, response, ...carriedOn(d) }
  const done: Args = changing ? { ...here, view: 'summary' } : here
  const screen = await d.domain.questionnaires.showQuestion(d.actor, response, at, search)
  if (!screen) return { flow: 'questionnaire', args: { ...here, view: 'summary' } }
  if (screen.personal) {
    const route = await d.domain.people.showPersonalRoute(d.actor)
    if (!route.here) return elsewhere(d, code, route.linked[0]?.label ?? null)
  }
  const save = (value: AnswerValue) =>
    d.domain.questionnaires.answer(
      d.actor,
      { id: response, questionnaire: code, edition: screen.edition },
      screen.code,
      value,
    )
  if (screen.people) {
    const stay: Args = { ...here, at: screen.code, ...(changing ? { changing } : {}) }
    const drop = () => d.domain.questionnaires.unanswer(d.actor, response, screen.code)
    const back = before(screen, here, changing)
    const ways = { stay, done, back, search, save, drop }
    const args = await askPeople(d, screen, screen.people, ways)
    return { flow: 'questionnaire', args }
  }
  const keeps = at !== null && screen.several === null && hasAnswer(screen)
  const reply = await d.prompt(question(screen, keeps))
  if (reply.type === 'back') return { flow: 'questionnaire', args: before(screen, here, changing) }
  const kept = reply.type === 'option' && reply.index === screen.options.length
  if (!kept) {
    try {
      await save(givenValue(screen, reply))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      // The consent has ended meanwhile: it is asked for, and the questionnaire goes on here.
      if (error.code === 'consent-needed')
        return { flow: 'questionnaire', args: { code, ...carriedOn(d) } }
      if (error.code !== 'answer-special') throw error
      d.say('error-answer-special')
      return { flow: 'questionnaire', args: { ...d.args, at: screen.code } }
    }
  }
  return { flow: 'questionnaire', args: done }
}

/** What is handed on from screen to screen. */
function carriedOn(d: Dialogue): Args {
  const { observation } = d.args
  return { ...carried(d), ...(observation === undefined ? {} : { observation }) }
}

function before(screen: QuestionScreen, here: Args, changing: boolean): Args {
  if (changing) return { ...here, view: 'summary' }
  if (screen.previous !== null) return { ...here, at: screen.previous }
  const { response: _, ...begun } = here
  return { ...begun, intro: true }
}

/** The question may not be asked in this messenger: leads to one where it may. */
async function elsewhere(
  d: Dialogue,
  code: string,
  linked: string | null,
): Promise<Next | undefined> {
  if (linked === null || d.actor.personId === null) {
    d.say('questionnaire-not-here')
    return { flow: 'link', args: {} }
  }
  const label = { key: 'questionnaire-continue' }
  const { observation, campaign } = d.args
  const there =
    typeof observation === 'number'
      ? { label, command: 'observe', arg: String(observation) }
      : typeof campaign === 'number'
        ? { label, command: 'answer', arg: String(campaign) }
        : { label, command: 'questionnaire', arg: code }
  await d.domain.deliveries.tell(
    d.actor.personId,
    { text: [{ key: 'questionnaire-continue-here' }], buttons: [[there]] },
    { urgency: 'reply', personal: true },
  )
  d.say('questionnaire-goes-on-there', { messenger: linked })
}
