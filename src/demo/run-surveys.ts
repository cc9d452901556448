import { type Domain, openDomain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import { addDays } from '../domain/shared/calendar.ts'
import type { Outside } from '../domain/shared/room.ts'
import type { Tx } from '../infra/db.ts'
import { demoStore } from './store.ts'
import { type SampleAnswers, type SampleSurvey, surveys } from './surveys.ts'

const DAY_MS = 24 * 60 * 60_000

/** Asks the surveys of the sample, each on its own day, and answers them for its people. */
export async function runSurveys(
  tx: Tx,
  outside: Outside,
  coordinator: Actor,
  people: ReadonlyMap<string, Actor>,
): Promise<void> {
  const daysAgo = (days: number): Domain => {
    const then = new Date(outside.now().getTime() - days * DAY_MS)
    return openDomain(tx, { ...outside, now: () => then })
  }
  const dueOf = async ({ campaigns }: Domain, lasts: number) =>
    addDays((await campaigns.showDueBounds(coordinator)).first, lasts)

  for (const survey of surveys) {
    const { began, lasts, again } = survey
    const domain = daysAgo(began)
    const due = await dueOf(domain, lasts)
    const id = await domain.campaigns.start(coordinator, planOf(survey, due))
    await reply(domain, id, survey.questionnaire, survey.answers)
    if (!again) continue
    await end(began - lasts, id)
    const later = daysAgo(again.began)
    const wave = await later.campaigns.startWave(coordinator, id, await dueOf(later, lasts))
    await reply(later, wave, survey.questionnaire, again.answers)
    await end(again.began - lasts, wave)
  }

  async function reply(domain: Domain, id: number, questionnaire: string, all: SampleAnswers) {
    // Side by side: what several ask at the same moment is one statement.
    await Promise.all(
      Object.entries(all).map(async ([who, answers]) => {
        const actor = people.get(who)
        if (!actor) return
        const response = await domain.replies.begin(actor, id)
        for (const [code, value] of Object.entries(answers))
          await domain.questionnaires.answer(actor, { id: response, questionnaire }, code, value)
        await domain.questionnaires.complete(actor, response)
      }),
    )
    // Whoever has answered was invited long before the sample's chats begin.
    await demoStore(tx).dropInvitations(id)
  }

  async function end(ago: number, id: number) {
    await daysAgo(ago).campaigns.close(coordinator, id)
  }
}

const planOf = ({ questionnaire, anonymous, roles }: SampleSurvey, due: string) => ({
  questionnaire,
  anonymous,
  roles,
  schoolIds: [],
  due,
  reminds: true,
})
