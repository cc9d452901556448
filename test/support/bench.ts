import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import type { MenuItem } from '../../src/bots/content.ts'
import type { Accept, Incoming, Messenger } from '../../src/bots/messenger.ts'
import { type Files, openFiles } from '../../src/infra/files.ts'
import { type Log, openLog } from '../../src/infra/log.ts'
import type { LocalMessenger } from '../../stand/messenger.ts'
import { type Fault, World } from '../../stand/world.ts'

/** Anna may be written to; Boris has never written to the bot. */
export const ANNA = 77
export const BORIS = 78

/** The main menu of everybody on a bench. */
export const menu: MenuItem[][] = [
  [
    { label: 'План', command: 'plan' },
    { label: 'Наставник', command: 'mentor' },
  ],
  [{ label: 'Настройки', command: 'settings' }],
]

/** What a test of the port needs to know about a platform; the rest is said by the port itself. */
export interface Platform {
  name: 'telegram' | 'vk'
  serve(world: World): Promise<LocalMessenger>
  create(parts: PlatformParts): Messenger
  /** The platform begins to call a webhook. Telegram is told by the adapter itself. */
  connect(stand: LocalMessenger, url: string): Promise<void>
  /** The method that sends a text. */
  sending: string
  /** An update as the platform would post it, with the right secret or another one. */
  post(stand: LocalMessenger, text: string, secret: 'right' | 'wrong'): Post
  /** Everything that the published schemas find wrong in what passed between the two. */
  complaints(stand: LocalMessenger): string[]
}

export interface PlatformParts {
  stand: LocalMessenger
  files: Files
  log: Log
  cursor: { read(name: string): Promise<string | null> }
  /** Absent: updates are polled. */
  webhookUrl?: string
}

export interface Post {
  body: Buffer
  headers: Record<string, string>
}

/** A platform's local server and adapters on it, spoken to through the port alone. */
export interface Bench {
  readonly world: World
  readonly stand: LocalMessenger
  readonly files: Files
  /** What was stored, each event once, and the cursor beside it. */
  readonly events: Incoming[]
  /** Makes the next so many storings fail. */
  failStoring(times: number): void
  /** Starts an adapter; the bench stops it. */
  open(how?: 'polling' | 'webhook', accept?: Accept): Promise<Messenger>
  /** The next event that was not taken yet. */
  next(): Promise<Incoming>
  fault(fault: Omit<Fault, 'messenger'>): void
  /** The test itself sends what the platform does not take: the schemas are not asked. */
  allowComplaints(): void
}

/** Opens one; it is closed when the test has ended, and the schemas judge what was said in it. */
export async function openBench(platform: Platform): Promise<Bench> {
  const world = new World()
  const stand = await platform.serve(world)
  stand.addPerson({ id: ANNA, firstName: 'Анна', lastName: 'Ли', allowed: true })
  stand.addPerson({ id: BORIS, firstName: 'Борис', lastName: 'Нод' })
  const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'))
  const files = openFiles({ folder })
  const log = openLog({ level: 'silent' })
  const events: Incoming[] = []
  const cursors = new Map<string, string>()
  const open: Messenger[] = []
  const hook = await serveRoutes(open)
  let failures = 0
  let taken = 0
  let judged = true
  onTestFinished(async () => {
    world.clearFaults()
    await Promise.all(open.map((messenger) => messenger.stop()))
    await Promise.all(open.map((messenger) => messenger.close()))
    hook.close()
    await stand.stop()
    await rm(folder, { recursive: true })
    if (judged) expect(platform.complaints(stand)).toEqual([])
  })

  const collect: Accept = async (incoming, cursor) => {
    if (failures > 0 && incoming.length > 0) {
      failures -= 1
      throw new Error('the database is away')
    }
    for (const event of incoming) {
      // Stored as JSON, so nothing else may be in it.
      const stored = JSON.parse(JSON.stringify(event)) as Incoming
      if (!events.some(({ key }) => key === stored.key)) events.push(stored)
    }
    if (cursor) cursors.set(cursor.name, cursor.value)
  }

  return {
    world,
    stand,
    files,
    events,
    failStoring: (times) => {
      failures = times
    },
    async open(how = 'polling', accept = collect) {
      const webhook = how === 'webhook' ? { webhookUrl: `${hook.url}/${platform.name}` } : {}
      const cursor = { read: async (name: string) => cursors.get(name) ?? null }
      const messenger = platform.create({ stand, files, log, cursor, ...webhook })
      open.push(messenger)
      await messenger.start(accept)
      if (webhook.webhookUrl) await platform.connect(stand, webhook.webhookUrl)
      return messenger
    },
    async next() {
      await vi.waitFor(() => {
        if (events.length <= taken) throw new Error('no event came')
      }, 5000)
      taken += 1
      return events[taken - 1] as Incoming
    },
    fault: (fault) => world.order({ messenger: platform.name, ...fault }),
    allowComplaints: () => {
      judged = false
    },
  }
}

/** A web server with the routes of all adapters that are open now, the newest first. */
async function serveRoutes(messengers: Messenger[]) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const routes = [...messengers].reverse().flatMap(({ routes }) => routes)
    const route = routes.find(({ path }) => path === request.url)
    const answer = await route?.handle(Buffer.concat(chunks), request.headers)
    response.writeHead(answer?.status ?? 404).end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
