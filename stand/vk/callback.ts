import { randomBytes } from 'node:crypto'
import { type CallbackServer, type EventSettings, USUAL_EVENTS } from './state.ts'

const ANSWER_WITHIN = 10_000
const TRIES = 10
const LONGEST_PAUSE = 60_000
/** With these codes VK heeds Retry-After. */
const HEEDED = [410, 429, 503]

interface Update {
  type: string
}

export interface CallbacksOptions {
  servers: CallbackServer[]
  groupId: number
  confirmation: string
  /** Milliseconds before the first repetition; doubles from there. */
  retryAfter: number
  changed: () => void
}

/** Delivery by the Callback API (dev.vk.com/api/callback/getting-started). */
export class Callbacks {
  readonly #options: CallbacksOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopped = false

  constructor(options: CallbacksOptions) {
    this.#options = options
  }

  get servers(): CallbackServer[] {
    return this.#options.servers
  }

  add(title: string, url: string, secret: string, events: EventSettings = {}): CallbackServer {
    const id = Math.max(0, ...this.servers.map((server) => server.id)) + 1
    const server = {
      id,
      title,
      url,
      secret,
      status: 'unconfigured' as const,
      events: { ...events },
    }
    this.servers.push(server)
    return server
  }

  /** Replaces all servers by one with the usual events, and confirms it. */
  async set(url: string, secret: string): Promise<CallbackServer> {
    this.servers.length = 0
    const server = this.add('bot', url, secret, USUAL_EVENTS)
    await this.confirm(server)
    return server
  }

  remove(id: number): void {
    const index = this.servers.findIndex((server) => server.id === id)
    if (index >= 0) this.servers.splice(index, 1)
  }

  /** The handshake: the server has to answer the confirmation string and nothing else. */
  async confirm(server: CallbackServer): Promise<void> {
    server.status = 'wait'
    const event_id = randomBytes(20).toString('hex')
    const { groupId, confirmation } = this.#options
    const event = { group_id: groupId, type: 'confirmation', event_id, v: '5.199' }
    const { text } = await post(server, event, 0)
    server.status = text === confirmation ? 'ok' : 'failed'
    this.#options.changed()
  }

  /** Sends an update to the servers that asked for its type; tells whether any did. */
  deliver(update: Update): boolean {
    const takers = this.servers.filter(
      (server) => server.status === 'ok' && server.events[update.type] === 1,
    )
    for (const server of takers) void this.#try(server, update, 0)
    return takers.length > 0
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
  }

  async #try(server: CallbackServer, update: Update, tried: number): Promise<void> {
    const { text, pause } = await post(server, update, tried)
    const dropped = this.#stopped || !this.servers.includes(server)
    if (text === 'ok' || dropped || tried + 1 >= TRIES) return
    const backOff = Math.min(this.#options.retryAfter * 2 ** tried, LONGEST_PAUSE)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#try(server, update, tried + 1)
    }, pause ?? backOff)
    this.#timers.add(timer)
  }
}

/** One request; the text is undefined when the server gave no proper answer. */
async function post(
  server: CallbackServer,
  update: object,
  tried: number,
): Promise<{ text?: string; pause?: number }> {
  try {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(tried > 0 ? { 'x-retry-counter': String(tried) } : {}),
      },
      body: JSON.stringify(server.secret ? { ...update, secret: server.secret } : update),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    })
    const text = await response.text()
    const after = Number(response.headers.get('retry-after'))
    if (HEEDED.includes(response.status) && after > 0) return { pause: after * 1000 }
    return response.status === 200 ? { text } : {}
  } catch {
    // Refused, cut or too slow: VK tries again.
    return {}
  }
}
