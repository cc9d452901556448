import type { Args } from './args.ts'
import { badRequest } from './errors.ts'
import { fromJson } from './request.ts'
import type { PendingUpdate, State } from './state.ts'
import type { UpdateQueue } from './updates.ts'

export interface WebhookTiming {
  /** Pause after the first failure, ms; doubled with each further one. */
  firstRetry: number
  /** Longest pause, ms. */
  longestRetry: number
  /** How long an answer is awaited, ms. */
  patience: number
}

export const realTiming: WebhookTiming = {
  firstRetry: 1000,
  longestRetry: 60_000,
  patience: 60_000,
}

/**
 * Hands updates to the bot's own server. As at the platform, updates of one chat go one after
 * another, different chats and taps go side by side up to max_connections, and an update stays until
 * a 2xx: one that was received but not acknowledged comes again.
 */
export class Webhook {
  readonly #state: State
  readonly #updates: UpdateQueue
  readonly #timing: WebhookTiming
  readonly #changed: () => void
  readonly #busy = new Set<string>()
  readonly #failures = new Map<string, { delay: number; until: number }>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #stop = new AbortController()
  /** Runs a method that the bot's server put into its answer. */
  onReply: (method: string, values: Map<string, string>) => void = () => {}

  constructor(state: State, updates: UpdateQueue, timing: WebhookTiming, changed: () => void) {
    this.#state = state
    this.#updates = updates
    this.#timing = timing
    this.#changed = changed
    updates.onPush = () => this.deliver()
  }

  get active(): boolean {
    return this.#state.webhook !== null
  }

  /** setWebhook with a URL. @throws ApiError 400 for what the platform would not call */
  set(args: Args): string {
    const url = checkedUrl(args.text('url').trim())
    const secret = args.text('secret_token')
    if (secret.length > 256) throw badRequest('secret token is too long')
    if (!/^[A-Za-z0-9_-]*$/.test(secret))
      throw badRequest('secret token contains unallowed characters')
    this.#updates.setAllowed(args)
    if (args.flag('drop_pending_updates')) this.#updates.drop()
    this.#updates.abort('terminated by setWebhook request')
    this.#restart()
    this.#state.webhook = {
      url,
      secret,
      maxConnections: args.integer('max_connections', 40, 1, 100),
    }
    this.#changed()
    this.deliver()
    return 'Webhook was set'
  }

  remove(dropPending: boolean): string {
    const was = this.active
    this.#state.webhook = null
    this.#restart()
    if (dropPending) this.#updates.drop()
    this.#changed()
    return was ? 'Webhook was deleted' : 'Webhook is already deleted'
  }

  /** WebhookInfo. */
  info(): Record<string, unknown> {
    const hook = this.#state.webhook
    return {
      url: hook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#updates.pending().length,
      ...(hook && { max_connections: hook.maxConnections, ip_address: '127.0.0.1' }),
      ...(hook?.lastErrorDate && {
        last_error_date: hook.lastErrorDate,
        last_error_message: hook.lastErrorMessage,
      }),
      ...(this.#state.allowedUpdates.length > 0 && { allowed_updates: this.#state.allowedUpdates }),
    }
  }

  /** Starts every delivery that may start now. */
  deliver(): void {
    const hook = this.#state.webhook
    if (!hook || this.#stop.signal.aborted) return
    const now = performance.now()
    const passed = new Set<string>()
    for (const one of this.#updates.pending()) {
      if (this.#busy.size >= hook.maxConnections) return
      // Only the oldest update of a queue may go.
      if (passed.has(one.queue)) continue
      passed.add(one.queue)
      const isWaiting = (this.#failures.get(one.queue)?.until ?? 0) > now
      if (!isWaiting && !this.#busy.has(one.queue)) void this.#send(one, this.#stop.signal)
    }
  }

  stop(): void {
    this.#stop.abort()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#busy.clear()
    this.#failures.clear()
  }

  #restart(): void {
    this.stop()
    this.#stop = new AbortController()
  }

  async #send({ update, queue }: PendingUpdate, stopped: AbortSignal): Promise<void> {
    const hook = this.#state.webhook
    if (!hook) return
    this.#busy.add(queue)
    this.#updates.hand(update)
    let answer: { problem?: string; retryAfter?: number; body?: string }
    try {
      const response = await fetch(hook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(hook.secret && { 'x-telegram-bot-api-secret-token': hook.secret }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([stopped, AbortSignal.timeout(this.#timing.patience)]),
      })
      const body = await response.text()
      answer = response.ok
        ? { body }
        : {
            problem: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
            retryAfter: Number(response.headers.get('retry-after')) || 0,
          }
    } catch (error) {
      answer = { problem: problemOf(error) }
    }
    // A webhook that was replaced meanwhile has its own deliveries; this one no longer counts.
    if (stopped.aborted) return
    this.#busy.delete(queue)
    if (answer.problem === undefined) this.#succeeded(update.update_id, queue, answer.body ?? '')
    else this.#failed(queue, answer.problem, answer.retryAfter ?? 0)
    this.deliver()
  }

  #succeeded(id: number, queue: string, body: string): void {
    this.#failures.delete(queue)
    this.#updates.confirm(id)
    const reply = replyOf(body)
    const method = reply?.get('method')
    if (reply && method && !/^(get|setwebhook|deletewebhook|close|logout)/i.test(method))
      this.onReply(method, reply)
  }

  #failed(queue: string, problem: string, retryAfter: number): void {
    const hook = this.#state.webhook
    if (hook) {
      hook.lastErrorDate = Math.floor(Date.now() / 1000)
      hook.lastErrorMessage = problem
    }
    const last = this.#failures.get(queue)?.delay
    const doubled = last ? Math.min(this.#timing.longestRetry, last * 2) : this.#timing.firstRetry
    const delay = retryAfter > 0 ? Math.min(retryAfter, 3600) * 1000 : doubled
    this.#failures.set(queue, { delay: doubled, until: performance.now() + delay })
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.deliver()
    }, delay + 2)
    this.#timers.add(timer)
    this.#changed()
  }
}

/** Plain HTTP is let through on this machine's own network only, as a self-hosted Bot API does in local mode. */
function checkedUrl(text: string): string {
  let url: URL
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`)
  } catch {
    throw badRequest('invalid webhook URL specified')
  }
  const isNear =
    /^(localhost|\[::1\]|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[\w-]+$)/.test(
      url.hostname,
    )
  if (isNear && /^https?:$/.test(url.protocol)) return url.href
  if (url.protocol !== 'https:')
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!['', '443', '80', '88', '8443'].includes(url.port))
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  return url.href
}

function problemOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'Read timeout expired'
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined
  return cause?.code === 'ECONNREFUSED' ? 'Connection refused' : 'Webhook connection closed'
}

function replyOf(body: string): Map<string, string> | undefined {
  try {
    return fromJson(body)
  } catch {
    return undefined // Any other 2xx body is simply an acknowledgement.
  }
}
