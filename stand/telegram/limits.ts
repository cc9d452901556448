import { tooMany } from './errors.ts'

interface Bucket {
  tokens: number
  at: number
}

/**
 * The sending limits. The platform publishes "about one message a second in a chat, short bursts
 * tolerated", "20 a minute in a group" and "about 30 a second overall", and keeps the exact rule to
 * itself; here each is a bucket: a burst up to its size, then the sustained rate.
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const rules = {
  overall: { burst: 30, perSecond: 30 },
  private: { burst: 20, perSecond: 1 },
  group: { burst: 20, perSecond: 20 / 60 },
}

/** Counts what the bot sends, in machine time: moving the stand's clock wins nothing. */
export class RateLimits {
  readonly #on: boolean
  readonly #buckets = new Map<string, Bucket>()

  constructor(mode: 'real' | 'off') {
    this.#on = mode === 'real'
  }

  /** Counts one message to a chat. @throws ApiError 429 with retry_after when it is one too many */
  take(chat: number): void {
    if (!this.#on) return
    const wait = Math.max(
      this.#wait('overall', rules.overall),
      this.#wait(String(chat), chat < 0 ? rules.group : rules.private),
    )
    if (wait > 0) throw tooMany(Math.ceil(wait))
    this.#spend('overall')
    this.#spend(String(chat))
  }

  #wait(key: string, rule: { burst: number; perSecond: number }): number {
    const now = performance.now() / 1000
    const bucket = this.#buckets.get(key) ?? { tokens: rule.burst, at: now }
    bucket.tokens = Math.min(rule.burst, bucket.tokens + (now - bucket.at) * rule.perSecond)
    bucket.at = now
    this.#buckets.set(key, bucket)
    return bucket.tokens >= 1 ? 0 : (1 - bucket.tokens) / rule.perSecond
  }

  #spend(key: string): void {
    const bucket = this.#buckets.get(key)
    if (bucket) bucket.tokens -= 1
  }
}
