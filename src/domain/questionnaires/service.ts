import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import type { Answers, AnswerValue, Questionnaire } from './definition.ts'
import { applicable, firstOpen, fits, isAnswered, itemsOf } from './rules.ts'
import { type QuestionScreen, questionScreen, type ShownAnswer, shownAnswer } from './screen.ts'
import { questionnaireStore, type ResponseRow } from './store.ts'

/** The latest day (ISO) that has begun anywhere: asking for the time zone would cost every question a query. */
const begun = (now: Date): string =>
  new Date(now.getTime() + 14 * 60 * 60_000).toISOString().slice(0, 10)

/** The consent without which no answer is stored. */
const CONSENT = 'personal-data'
const SUMMARY_PAGE = 12

/** Where a person stands with a questionnaire. */
export interface Standing {
  code: string
  title: string
  purpose: string
  state: 'new' | 'half' | 'done'
  answered: number
  total: number
}

export interface Summary {
  title: string
  items: { code: string; number: number; text: string; answer: ShownAnswer }[]
  /** Counted from 0. */
  page: number
  pages: number
  /** It was sent before. */
  sent: boolean
  /** A campaign's: it is sent once. */
  campaign: { anonymous: boolean } | null
}

export type Questionnaires = ReturnType<typeof questionnaireService>

/** Filling in questionnaires: each answer is saved as it is given, and can be changed. */
export function questionnaireService(room: Room) {
  const store = questionnaireStore(room.tx)

  const find = (code: string): Questionnaire => {
    const found = room.outside.questionnaires[code]
    if (!found) throw new DomainError('questionnaire-unknown')
    return found
  }
  const load = async (who: Member, id: number) => {
    const response = await store.load(id, who.personId)
    if (!response) throw new DomainError('response-unknown')
    return { response, questionnaire: find(response.questionnaire) }
  }
  const latest = async (who: Member, code: string): Promise<ResponseRow | undefined> =>
    (await store.listLatest(who.personId)).find(({ questionnaire }) => questionnaire === code)
  const isFor = (questionnaire: Questionnaire, who: Actor): boolean =>
    who.roles.some(({ role }) => questionnaire.audience.includes(role))
  const standing = (questionnaire: Questionnaire, response?: ResponseRow): Standing => {
    const answers = response?.answers ?? {}
    const asked = applicable(questionnaire, answers)
    const answered = asked.filter((question) => isAnswered(question, answers)).length
    const { code, title, purpose } = questionnaire
    const state = response?.completedAt ? 'done' : answered > 0 ? 'half' : 'new'
    return { code, title, purpose, state, answered, total: asked.length }
  }
  const mayCarry = (messenger: string): boolean =>
    room.outside.personalDataMessengers?.includes(messenger) ?? true

  return {
    /** The questionnaires that are offered to the actor's roles, half-done ones first. */
    async listOffered(actor: Actor): Promise<Standing[]> {
      const who = member(actor)
      const responses = await store.listLatest(who.personId)
      const order = { half: 0, new: 1, done: 2 }
      return Object.values(room.outside.questionnaires)
        .filter((one): one is Questionnaire => !!one && one.offered && isFor(one, who))
        .map((one) =>
          standing(
            one,
            responses.find(({ questionnaire }) => questionnaire === one.code),
          ),
        )
        .sort((a, b) => order[a.state] - order[b.state])
    },

    /** What the actor began last and did not send; null when there is nothing. */
    async findHalfDone(actor: Actor): Promise<Standing | null> {
      const open = (await store.listLatest(member(actor).personId))
        .filter(({ completedAt }) => completedAt === null)
        .flatMap((response) => {
          const questionnaire = room.outside.questionnaires[response.questionnaire]
          return questionnaire ? [standing(questionnaire, response)] : []
        })
      return open.find(({ state }) => state === 'half') ?? null
    },

    /** @throws DomainError('questionnaire-unknown' | 'questionnaire-not-yours') */
    async showStanding(actor: Actor, code: string): Promise<Standing> {
      const who = member(actor)
      const questionnaire = find(code)
      if (!isFor(questionnaire, who)) throw new DomainError('questionnaire-not-yours')
      return standing(questionnaire, await latest(who, code))
    },

    /**
     * Begins, or goes on with what was begun or sent before. @returns the response's id
     * @throws DomainError('questionnaire-unknown' | 'questionnaire-not-yours' | 'consent-needed')
     */
    async begin(actor: Actor, code: string): Promise<number> {
      const who = member(actor)
      const questionnaire = find(code)
      if (!isFor(questionnaire, who)) throw new DomainError('questionnaire-not-yours')
      await room.domain.consents.showGiven(actor, CONSENT)
      const begun = await latest(who, code)
      return begun?.id ?? store.add(who.personId, code, questionnaire.version, room.now())
    },

    /**
     * The question to put next, or the one named; null when all are answered.
     * @throws DomainError('response-unknown') also when it is somebody else's
     */
    async showQuestion(
      actor: Actor,
      responseId: number,
      at: string | null = null,
    ): Promise<QuestionScreen | null> {
      const { response, questionnaire } = await load(member(actor), responseId)
      return questionScreen(questionnaire, response.answers, at, begun(room.now()))
    },

    /**
     * Saves an answer; null skips. @throws DomainError('answer-misfit' | 'question-not-here' |
     * 'consent-needed' | 'response-unknown' | 'questionnaire-unknown')
     */
    async answer(
      actor: Actor,
      response: { id: number; questionnaire: string },
      code: string,
      value: AnswerValue,
    ): Promise<void> {
      const who = member(actor)
      const question = itemsOf(find(response.questionnaire)).find((one) => one.code === code)
      if (!question || !fits(question, value)) throw new DomainError('answer-misfit')
      if (value !== null && question.personal && !mayCarry(who.messenger))
        throw new DomainError('question-not-here')
      const now = room.now()
      const saved = await store.saveAnswer(response.id, who.personId, code, value, CONSENT, now)
      if (saved) return
      await room.domain.consents.showGiven(actor, CONSENT)
      const { response: kept } = await load(who, response.id)
      if (kept.campaign) await room.domain.replies.showInvitation(actor, kept.campaign.id)
      throw new DomainError('response-unknown')
    },

    /** A page of all questions with their answers. */
    async showSummary(actor: Actor, responseId: number, page: number): Promise<Summary> {
      const { response, questionnaire } = await load(member(actor), responseId)
      const asked = applicable(questionnaire, response.answers)
      const pages = Math.max(1, Math.ceil(asked.length / SUMMARY_PAGE))
      const from = Math.min(Math.max(page, 0), pages - 1) * SUMMARY_PAGE
      const items = asked.slice(from, from + SUMMARY_PAGE).map((question, index) => ({
        code: question.code,
        number: from + index + 1,
        text: question.text,
        // What may not be asked here is not shown here either.
        answer:
          question.personal && !mayCarry(actor.messenger)
            ? { text: '…', day: null }
            : shownAnswer(question, response.answers[question.code] ?? null),
      }))
      const sent = response.completedAt !== null
      const { campaign } = response
      return { title: questionnaire.title, items, page: from / SUMMARY_PAGE, pages, sent, campaign }
    },

    /**
     * Sends the questionnaire. @throws DomainError('questionnaire-open') when an answer is missing;
     * 'campaign-closed' | 'campaign-answered' for a campaign's
     */
    async complete(actor: Actor, responseId: number): Promise<void> {
      const who = member(actor)
      const { response, questionnaire } = await load(who, responseId)
      if (firstOpen(questionnaire, response.answers)) throw new DomainError('questionnaire-open')
      await store.complete(response.id, questionnaire.version, room.now())
      const { campaign, ...sent } = response
      if (campaign) {
        await room.domain.replies.take(who, { ...sent, campaignId: campaign.id }, questionnaire)
        return
      }
      // What a mentor says of subjects, help and places is the registry's, too.
      if (questionnaire.audience.includes('mentor'))
        await room.domain.mentors.takeAnswers(who.personId)
    },

    /** A person's answers to a questionnaire that was sent; null when it was not. For other rooms. */
    async findAnswers(personId: number, code: string): Promise<Answers | null> {
      const found = (await store.listLatest(personId)).find(
        ({ questionnaire, completedAt }) => questionnaire === code && completedAt !== null,
      )
      return found?.answers ?? null
    },
  }
}
