import { tmpdir } from 'node:os'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Domain, openDomain } from '../../src/domain/index.ts'
import type { Questionnaire } from '../../src/domain/questionnaires/definition.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { machineClock } from '../../src/infra/clock.ts'
import { openLog } from '../../src/infra/log.ts'
import { answerBench, countStatements } from './child.ts'
import { liftLimits } from './lift.ts'

/** Tandem itself, as `npm start` runs it; questionnaires of the bench are added to its library. */
if (process.env.BENCH_PROFILE) countStatements()
if (process.env.BENCH_LIMITS !== 'kept') liftLimits()

const { env } = process
const config = readConfig({
  DATABASE_URL: env.BENCH_DATABASE,
  DATA_DIR: tmpdir(),
  PORT: '0',
  ...(env.BENCH_TOKEN
    ? { TELEGRAM_TOKEN: env.BENCH_TOKEN, TELEGRAM_API_ROOT: env.BENCH_TELEGRAM }
    : {}),
  ...(env.BENCH_VK
    ? { VK_TOKEN: 'x'.repeat(40), VK_GROUP_ID: '1', VK_API_ROOT: env.BENCH_VK }
    : {}),
})
const app = await startApp({
  config: { ...config, databaseUrl: env.BENCH_DATABASE ?? '' },
  clock: machineClock,
  log: openLog({ level: env.BENCH_LOG ?? 'error' }),
})
const library = app.outside.questionnaires as { [code: string]: Questionnaire }
for (const size of [5, 12, 210]) library[`bench-${size}`] = questionnaire(size)

function questionnaire(size: number): Questionnaire {
  return {
    code: `bench-${size}`,
    version: 1,
    title: 'Опрос',
    purpose: 'Измерение.',
    source: null,
    audience: ['teacher'],
    offered: false,
    anonymous: false,
    about: 'self',
    scores: [],
    questions: Array.from({ length: size }, (_, i) => ({
      code: `q${i + 1}`,
      kind: 'text' as const,
      text: `Вопрос номер ${i + 1}: что вы думаете об этом?`,
      personal: false,
      optional: false,
    })),
  }
}

process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))

/** Does something in the name of the coordinator. */
function asCoordinator<T>(work: (domain: Domain, actor: Actor) => Promise<T>): Promise<T> {
  return app.database.transaction(
    async (tx) => {
      const effects: Parameters<typeof app.outside.afterCommit>[0][] = []
      const domain = openDomain(tx, {
        ...app.outside,
        afterCommit: (effect) => effects.push(effect),
      })
      const [account] = await tx.query<{ id: number }>(
        `SELECT a.id FROM account a JOIN membership m ON m.person_id = a.person_id
         WHERE m.role = 'coordinator' LIMIT 1`,
      )
      const actor = await domain.people.loadActor({ accountId: account?.id ?? 0 })
      const result = await work(domain, actor)
      setImmediate(() => {
        for (const effect of effects) app.outside.afterCommit(effect)
      })
      return result
    },
    { timeoutMs: 60_000 },
  )
}

answerBench({
  announce: (text: string) =>
    asCoordinator(({ announcements }, actor) => announcements.publish(actor, text)),
  /** Starts a campaign of twelve questions. */
  campaign: (anonymous: boolean) =>
    asCoordinator(async ({ campaigns }, actor) =>
      campaigns.start(actor, {
        questionnaire: 'bench-12',
        anonymous,
        roles: ['teacher'],
        schoolIds: [],
        due: (await campaigns.showDueBounds(actor)).last,
        reminds: false,
      }),
    ),
  close: () => asCoordinator(({ campaigns }, actor) => campaigns.close(actor, 1)),
  /** Counts the results. @returns how many have answered */
  results: () =>
    asCoordinator(
      async ({ results }, actor) => (await results.showResults(actor, 1, null)).answered,
    ),
})
