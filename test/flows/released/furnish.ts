import type { Role } from '../../../src/domain/shared/access.ts'
import type { Speaker, Town } from '../../support/talk.ts'

const survey = 'needs-young-teacher'
const due = '2026-10-16'

/**
 * Surveys, drafts and requests about a pupil for somebody to wander among: one over twice, one that waits for
 * an answer, a draft of one's own. @returns what to open besides the bare commands
 */
export async function furnish(town: Town, who: Speaker, role: Role): Promise<string[]> {
  const coordinator = await town.citizen('vk', 'Северцева Ольга', 'coordinator')
  const curator = await town.citizen('vk', 'Лугова Марина', 'curator')
  const teacher = await town.citizen('vk', 'Котова Вера', 'teacher')
  const pupil = await town.citizen('telegram', 'Юный Пётр', 'mentee')
  const mentees: Speaker[] = [pupil]
  for (const n of [1, 2, 3, 4, 5])
    mentees.push(await town.citizen('telegram', `Ольхин${n} Кирилл`, 'mentee'))
  await town.app.database.query(
    `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
     SELECT id, 'personal-data', 1, '', 'given', 'chat', now() FROM person`,
  )
  await town.app.database.query(`UPDATE person SET birth_date = '2012-03-01' WHERE id = $1`, [
    pupil.personId,
  ])
  const actorOf = ({ messenger, userId }: Speaker) =>
    town.domain(async ({ people }) => {
      const [row] = await town.app.database.query<{ id: number }>(
        'SELECT id FROM account WHERE messenger = $1 AND user_id = $2',
        [messenger, String(userId)],
      )
      return people.loadActor({ accountId: row?.id ?? 0 })
    })
  const asks = await actorOf(coordinator)
  const plan = (questionnaire: string, roles: Role[]) => ({
    questionnaire,
    anonymous: false,
    roles,
    schoolIds: [],
    due,
    reminds: true,
  })
  const answer = async (campaign: number, mark: number) => {
    for (const one of mentees) {
      const actor = await actorOf(one)
      await town.domain(async ({ replies, questionnaires }) => {
        const id = await replies.begin(actor, campaign)
        for (let asked = await questionnaires.showQuestion(actor, id); asked; ) {
          const [first] = asked.options
          const value =
            typeof first?.value === 'number' ? mark : asked.several ? [`${first?.value}`] : first?.value
          const ref = { id, questionnaire: survey }
          await questionnaires.answer(actor, ref, asked.code, value ?? null)
          asked = await questionnaires.showQuestion(actor, id)
        }
        await questionnaires.complete(actor, id)
      })
    }
  }
  const first = await town.domain(({ campaigns }) =>
    campaigns.start(asks, plan(survey, ['mentee'])),
  )
  await answer(first, 2)
  await town.domain(({ campaigns }) => campaigns.close(asks, first))
  const second = await town.domain(({ campaigns }) => campaigns.startWave(asks, first, due))
  await answer(second, 1)
  const waiting = await town.domain(async ({ campaigns }) => [
    await campaigns.start(asks, plan('interim', ['mentor', 'mentee'])),
    await campaigns.start(asks, plan(survey, ['teacher'])),
  ])
  const actor = await actorOf(who)
  const asker = await actorOf(curator)
  const respondent = role === 'teacher' ? who : teacher
  await town.domain(({ observations }) =>
    observations.ask(asker, pupil.personId, respondent.personId, 'pupil-observation'),
  )
  await town.settled()
  if (role === 'coordinator' || role === 'curator') {
    const draft = await town.domain(({ questionnaireDrafts }) =>
      questionnaireDrafts.copy(actor, 'entry-mentor'),
    )
    const opened = (arg: number) => `/questionnaire_draft ${arg}`
    return [
      ...['/surveys', `/survey ${first}`, `/survey ${second}`, `/results ${second}`],
      ...['/results 1', '/questionnaires', '/questionnaires interim', '/questionnaires entry-mentor'],
      ...[opened(draft), opened(draft), opened(draft), '/observations'],
    ]
  }
  return [...waiting.map((id) => `/answer ${id}`), '/onboarding', '/observe 1', '/observe_no 1']
}
