import { Queue, Worker } from 'bullmq'
import { Bot } from 'grammy'
import { Redis } from 'ioredis'
import { answerBench } from './child.ts'

/** What most would build: a job a recipient, a worker with a limiter, grammY sends. */
const { env } = process
const connection = new Redis(env.BENCH_REDIS ?? '', { maxRetriesPerRequest: null })
const bot = new Bot(env.BENCH_TOKEN ?? '', { client: { apiRoot: env.BENCH_TELEGRAM ?? '' } })
const queue = new Queue('announcement', { connection })
let worker: Worker | undefined

answerBench({
  /** Fills the queue; only the sending is measured. */
  async fill({ first, count, text }: { first: number; count: number; text: string }) {
    for (let done = 0; done < count; done += 2_000)
      await queue.addBulk(
        Array.from({ length: Math.min(2_000, count - done) }, (_, i) => ({
          name: 'send',
          data: { chat: first + done + i, text },
          opts: { removeOnComplete: true, attempts: 3 },
        })),
      )
  },
  async send(perSecond: number) {
    worker = new Worker(
      'announcement',
      async (job) => {
        await bot.api.sendMessage(job.data.chat, job.data.text, { parse_mode: 'HTML' })
      },
      { connection, concurrency: 50, limiter: { max: perSecond, duration: 1000 } },
    )
    await worker.waitUntilReady()
  },
})
