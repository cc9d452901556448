import { ENTRY } from '../mentors/service.ts'
import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import type { Answers, AnswerValue, Questionnaire } from './definition.ts'
import { remindHalfDone } from './half-done.ts'
import { peopleOf, personsNamed } from './people.ts'
import { firstOpen, fits, itemsOf } from './rules.ts'
import { isPersonal, itemAt, type QuestionScreen, questionScreen } from './screen.ts'
import { speaksOfHealth } from './special.ts'
import { type Standing, standingOf } from './standing.ts'
import { questionnaireStore, type ResponseRow } from './store.ts'
import { type Summary, summaryPage } from './summary.ts'

/** The latest day (ISO) that has begun anywhere: asking for the time zone would cost every question a query. */
const begun = (now: Date): string =>
  new Date(now.getTime() + 14 * 60 * 60_000).toISOString().slice(0, 10)

/** The consent without which no answer is stored. */
const CONSENT = 'personal-data'

/** A response as its answers name it; `edition` as the screen had it, absent: whichever is in force. */
export interface ResponseRef {
  id: number
  questionnaire: string
  edition?: number | null
}

export type Questionnaires = ReturnType<typeof questionnaireService>

/** Filling in questionnaires: each answer is saved as it is given, and can be changed. */
export function questionnaireService(room: Room) {
  const store = questionnaireStore(room.tx)
  const people = peopleOf(room)

  const find = async (who: Member, code: string): Promise<Questionnaire> =>
    (await room.domain.editions.find(who.municipalityId, code)).questionnaire
  const load = async (who: Member, id: number) => {
    const response = await store.load(id, who)
    if (!response) throw new DomainError('response-unknown')
    const { edition, questionnaire: code } = response
    return {
      response,
      questionnaire: await room.domain.editions.load(who.municipalityId, edition, code),
    }
  }
  /** The actor's latest response; about the pupil of an observation, where there is one. */
  const latest = async (
    who: Member,
    code: string,
    aboutId: number | null,
  ): Promise<ResponseRow | undefined> =>
    (await store.listLatest(who, aboutId)).find(({ questionnaire }) => questionnaire === code)
  const isFor = (questionnaire: Questionnaire, who: Actor): boolean =>
    who.roles.some(({ role }) => questionnaire.audience.includes(role))
  const mayCarry = (messenger: string): boolean =>
    room.outside.personalDataMessengers?.includes(messenger) ?? true
  /** The pupil whom the actor was asked about; null when it is about the actor. */
  const pupilOf = async (
    who: Member,
    { about, code }: Questionnaire,
    observation: number | null,
  ) => (about === 'pupil' ? room.domain.observations.findPupil(who, observation ?? 0, code) : null)
  const itemOf = async (who: Member, response: ResponseRef, code: string) => {
    const { questionnaire: name, edition } = response
    const questionnaire =
      edition === undefined
        ? await find(who, name)
        : await room.domain.editions.load(who.municipalityId, edition, name)
    const item = itemsOf(questionnaire).find((one) => one.code === code)
    if (!item) throw new DomainError('answer-misfit')
    return { questionnaire, item }
  }

  return {
    /** The questionnaires that are offered to the actor's roles, half-done ones first. */
    async listOffered(actor: Actor): Promise<Standing[]> {
      const who = member(actor)
      const responses = await store.listLatest(who, null)
      const order = { half: 0, new: 1, done: 2 }
      return (await room.domain.editions.listInForce(who.municipalityId))
        .map(({ questionnaire }) => questionnaire)
        .filter((one) => one.offered && one.about === 'self' && isFor(one, who))
        .map((one) =>
          standingOf(
            one,
            responses.find(({ questionnaire }) => questionnaire === one.code),
          ),
        )
        .sort((a, b) => order[a.state] - order[b.state])
    },

    /** What the actor began last and did not send; null when there is nothing. */
    async findHalfDone(actor: Actor): Promise<Standing | null> {
      const who = member(actor)
      const open = (await store.listLatest(who, null)).filter(
        ({ completedAt }) => completedAt === null,
      )
      if (open.length === 0) return null
      const known = await room.domain.editions.listInForce(who.municipalityId)
      for (const response of open) {
        const found = known.find(
          ({ questionnaire }) => questionnaire.code === response.questionnaire,
        )
        const state = found && standingOf(found.questionnaire, response)
        if (state?.state === 'half') return state
      }
      return null
    },

    /**
     * @param observation number of the request to say something about a pupil, where it is one
     * @throws DomainError('questionnaire-unknown' | 'questionnaire-not-yours' | 'observation-…')
     */
    async showStanding(
      actor: Actor,
      code: string,
      observation: number | null = null,
    ): Promise<Standing> {
      const who = member(actor)
      const questionnaire = await find(who, code)
      if (!isFor(questionnaire, who)) throw new DomainError('questionnaire-not-yours')
      const pupil = await pupilOf(who, questionnaire, observation)
      return standingOf(questionnaire, await latest(who, code, pupil))
    },

    /**
     * Begins, or goes on with what was begun or sent before. @returns the response's id
     * @throws DomainError('questionnaire-unknown' | 'questionnaire-not-yours' | 'consent-needed' | 'observation-…')
     */
    async begin(actor: Actor, code: string, observation: number | null = null): Promise<number> {
      const who = member(actor)
      const questionnaire = await find(who, code)
      if (!isFor(questionnaire, who)) throw new DomainError('questionnaire-not-yours')
      const pupil = await pupilOf(who, questionnaire, observation)
      await room.domain.consents.showGiven(actor, CONSENT)
      const begun = await latest(who, code, pupil)
      return begun?.id ?? store.add(who.personId, pupil, questionnaire, room.now())
    },

    /**
     * The item to put next, or the one named; null when all are answered.
     * @param search what the last names begin with that are offered, where people are named
     * @throws DomainError('response-unknown') also when it is somebody else's
     */
    async showQuestion(
      actor: Actor,
      responseId: number,
      at: string | null = null,
      search = '',
    ): Promise<QuestionScreen | null> {
      const who = member(actor)
      const { response, questionnaire } = await load(who, responseId)
      const { answers, edition } = response
      const place = itemAt(questionnaire, answers, at)
      if (!place) return null
      const { item } = place
      const given = answers[item.code] ?? null
      // Nobody is named where that may not be said: the question is not put there either.
      const named =
        item.kind === 'persons' && mayCarry(who.messenger)
          ? await people.show(who, item, given, search)
          : null
      const names = new Map(named?.chosen.map(({ personId, name }) => [personId, name]))
      const screen = questionScreen(questionnaire, place, answers, begun(room.now()), names)
      return { ...screen, people: named, edition }
    },

    /**
     * Saves an answer; null skips. @throws DomainError('answer-misfit' | 'answer-special' | 'question-not-here' |
     * 'consent-needed' | 'response-unknown' | 'questionnaire-unknown')
     */
    async answer(
      actor: Actor,
      response: ResponseRef,
      code: string,
      value: AnswerValue,
    ): Promise<void> {
      const who = member(actor)
      const { questionnaire, item } = await itemOf(who, response, code)
      if (!fits(item, value)) throw new DomainError('answer-misfit')
      if (value !== null && isPersonal(questionnaire, item) && !mayCarry(who.messenger))
        throw new DomainError('question-not-here')
      if (questionnaire.about === 'pupil' && typeof value === 'string' && speaksOfHealth(value))
        throw new DomainError('answer-special')
      if (item.kind === 'persons' && !(await people.mayName(who, item, value, response.id)))
        throw new DomainError('answer-misfit')
      const now = room.now()
      const saved = await store.saveAnswer(response.id, who, code, value, CONSENT, now)
      if (saved) return
      await room.domain.consents.showGiven(actor, CONSENT)
      // It is the pupil's consent that is not there.
      if (questionnaire.about === 'pupil') throw new DomainError('observation-no-consent')
      const { response: kept } = await load(who, response.id)
      if (kept.campaign) await room.domain.replies.showInvitation(actor, kept.campaign.id)
      throw new DomainError('response-unknown')
    },

    /** Takes an answer back: the item is open again. @throws DomainError('response-unknown') */
    async unanswer(actor: Actor, responseId: number, code: string): Promise<void> {
      const who = member(actor)
      if (!(await store.load(responseId, who))) throw new DomainError('response-unknown')
      await store.dropAnswer(responseId, code)
    },

    /** A page of all items with their answers. */
    async showSummary(actor: Actor, responseId: number, page: number): Promise<Summary> {
      const who = member(actor)
      const { response, questionnaire } = await load(who, responseId)
      const here = mayCarry(actor.messenger)
      const named = here ? personsNamed(itemsOf(questionnaire), response.answers) : []
      const names = await people.listNames(who.municipalityId, named)
      const sent = response.completedAt !== null
      const { campaign } = response
      const shown = summaryPage(questionnaire, response.answers, page, here, names)
      return { ...shown, sent, campaign }
    },

    /**
     * Sends the questionnaire. @throws DomainError('questionnaire-open') when an answer is missing;
     * 'campaign-closed' | 'campaign-answered' for a campaign's
     */
    async complete(actor: Actor, responseId: number): Promise<void> {
      const who = member(actor)
      const { response, questionnaire } = await load(who, responseId)
      if (firstOpen(questionnaire, response.answers)) throw new DomainError('questionnaire-open')
      const { campaign, ...sent } = response
      if (campaign)
        await room.domain.replies.take(who, { ...sent, campaignId: campaign.id }, questionnaire)
      else {
        if (response.aboutId !== null)
          await room.domain.observations.settle(who, questionnaire.code, response.aboutId)
        await store.complete(response.id, questionnaire.version, room.now())
      }
      // What a mentor says of subjects, help and places is the registry's, too.
      if (questionnaire.code === ENTRY && !campaign?.anonymous)
        await room.domain.mentors.takeAnswers(who.personId)
    },

    /** For the municipality's morning; see half-done.ts. */
    async remindHalfDone(municipalityId: number): Promise<number> {
      return remindHalfDone(room, municipalityId)
    },

    /** A person's answers to a questionnaire that was sent; null when it was not. For other rooms. */
    async findAnswers(personId: number, code: string): Promise<Answers | null> {
      return store.findSent(personId, code)
    },
  }
}
