import {
  createPostgresBackend,
  type Job,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import type { Log } from '../infra/log.ts'
import { openRedis } from '../infra/redis.ts'

export interface QueueConnection {
  databaseUrl: string
  /** Absent: the queue is kept in PostgreSQL, in a schema of its own. */
  redisUrl?: string
}

/** Handlers by a job's name. They must be idempotent: a blocked process makes another one run the same job. */
export type Handlers = { [name: string]: (data: JobData) => Promise<void> }
export type JobData = { [name: string]: string | number }

export interface SchedulerState {
  id: string
  pattern: string
  zone: string
  /** When it fires next, ms since 1970; 0 when it does not. */
  next: number
}

/** The alarm clock: jobs with an id, a delay or a schedule. What it loses, the watchdog heals. */
export interface AlarmQueue {
  /** Adds a job unless one of this id waits already. @param id no colon, not a number @param delay ms */
  add(name: string, id: string, data: JobData, delay?: number): Promise<void>
  /** How many jobs wait for their time. */
  countDelayed(): Promise<number>
  /** Makes or corrects a schedule. Only one process at a time may do this (BullMQ #3272). */
  setScheduler(
    id: string,
    pattern: string,
    zone: string,
    name: string,
    data: JobData,
  ): Promise<void>
  removeScheduler(id: string): Promise<void>
  listSchedulers(): Promise<SchedulerState[]>
  /** Begins to run jobs. */
  work(handlers: Handlers): Promise<void>
  /** Waits for running jobs, then lets go of every connection. */
  close(): Promise<void>
}

const name = 'tandem'
const schema = 'bullmq'
/** Finished jobs are not kept: an old one would swallow a new one of the same id. */
const jobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 2000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const
const schedulersAtMost = 500
/** How long an answer of the queue is waited for, ms. */
const patience = 10_000

/** Opens the queue on Redis or on PostgreSQL: chosen here and nowhere else. */
export async function openQueue(connection: QueueConnection, log: Log): Promise<AlarmQueue> {
  const backend = connection.redisUrl
    ? await redisBackend(connection.redisUrl)
    : postgresBackend(connection.databaseUrl)
  const warn = (error: Error) => log.warn({ err: error }, 'the queue is in trouble')
  const queue = backend.queue()
  queue.on('error', warn)
  await queue.waitUntilReady()
  let worker: Worker | undefined

  return {
    async add(job, id, data, delay = 0) {
      await soon(queue.add(job, data, { ...jobOptions, jobId: id, delay: Math.max(0, delay) }))
    },
    countDelayed: () => soon(queue.getDelayedCount()),
    async setScheduler(id, pattern, zone, job, data) {
      await soon(
        queue.upsertJobScheduler(id, { pattern, tz: zone }, { name: job, data, opts: jobOptions }),
      )
    },
    async removeScheduler(id) {
      await soon(queue.removeJobScheduler(id))
    },
    async listSchedulers() {
      const found = await soon(queue.getJobSchedulers(0, schedulersAtMost))
      return found.map(({ key, pattern = '', tz = '', next = 0 }) => ({
        id: key,
        pattern,
        zone: tz,
        next,
      }))
    },
    async work(handlers) {
      worker = backend.worker(async (job) => {
        const handle = handlers[job.name]
        if (handle) await handle(job.data as JobData)
      })
      worker.on('error', warn)
      worker.on('failed', (job, error) => log.error({ err: error, job: job?.name }, 'a job failed'))
      await worker.waitUntilReady()
    },
    async close() {
      await worker?.close()
      await queue.close()
      await backend.close()
    },
  }
}

interface Backend {
  queue(): Queue
  worker(process: (job: Job) => Promise<void>): Worker
  close(): Promise<void>
}

const concurrency = 4

function postgresBackend(connectionString: string): Backend {
  const connection = { connectionString, schema, migrate: true, max: 2 }
  // The typings tie Queue and Worker to a backend; who uses them here need not know which one.
  const factory = createPostgresBackend as never
  return {
    queue: () => new Queue(name, { connection } as unknown as QueueOptions, factory),
    worker: (process) =>
      new Worker(name, process, { connection, concurrency } as unknown as WorkerOptions, factory),
    close: async () => undefined,
  }
}

async function redisBackend(url: string): Promise<Backend> {
  const connection = await openRedis(url)
  return {
    queue: () => new Queue(name, { connection }),
    worker: (process) => new Worker(name, process, { connection, concurrency }),
    close: async () => {
      await connection.quit()
    },
  }
}

/** A queue that does not answer must not hold up the watchdog: Redis' client waits for ever. */
async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queue does not answer')), patience)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
