import type { Call } from './http.ts'
import { type Act, type Crowd, type Heard, Scene } from './people.ts'

/** What a bot's platform is like: how far away it is, and what it refuses. */
export interface Manner {
  /** Milliseconds between a call and its answer. */
  away?: number
  /** Calls of sendMessage a second that are taken; more are refused with 429. */
  perSecond?: number
}

export interface Counted {
  /** Messages that were taken. */
  sent: number
  /** 429s. */
  refused: number
  /** Different chats among the taken ones. */
  chats: number
  /** Milliseconds from the first to the last taken message. */
  ms: number
}

const poll = 25_000

/** One bot as the platform sees it. The messages are not kept: only who has to be answered. */
export class TelegramBot {
  manner: Manner = {}
  #queue: unknown[] = []
  #waiting: { answer: Call['answer']; timer: NodeJS.Timeout } | undefined
  #flushing = false
  #update = 1
  #message = 1
  #scene: Scene | undefined
  #sent = 0
  #refused = 0
  #chats = new Set<number>()
  #firstAt = 0
  #lastAt = 0
  #tokens = 0
  #tokensAt = 0

  play(crowd: Crowd): Promise<Heard> {
    return new Promise((resolve) => {
      this.#scene = new Scene(crowd, (id, act, button) => this.#speak(id, act, button), resolve)
    })
  }

  /** Begins to count anew. */
  count(): void {
    this.#sent = 0
    this.#refused = 0
    this.#chats = new Set()
    this.#firstAt = 0
  }

  counted(): Counted {
    return {
      sent: this.#sent,
      refused: this.#refused,
      chats: this.#chats.size,
      ms: this.#lastAt - this.#firstAt,
    }
  }

  call(method: string, { body, answer }: Call): void {
    switch (method) {
      case 'sendMessage':
        return this.#take(JSON.parse(body), answer)
      case 'editMessageText':
        return this.#hear(JSON.parse(body), answer)
      case 'getUpdates':
        return this.#poll(JSON.parse(body || '{}'), answer)
      case 'getMe':
        return answer(
          '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}',
        )
      default:
        return this.#later(answer, '{"ok":true,"result":true}')
    }
  }

  #take(params: { chat_id: number | string; [name: string]: unknown }, answer: Call['answer']) {
    if (!this.#allowed()) {
      this.#refused += 1
      return answer(
        '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}',
        429,
      )
    }
    this.#sent += 1
    this.#lastAt = performance.now()
    if (this.#firstAt === 0) this.#firstAt = this.#lastAt
    this.#chats.add(Number(params.chat_id))
    this.#hear(params, answer)
  }

  #hear(
    params: {
      chat_id: number | string
      reply_markup?: { inline_keyboard?: { callback_data?: string }[][] } | string
    },
    answer: Call['answer'],
  ): void {
    const chat = Number(params.chat_id)
    this.#message += 1
    const from = `{"id":1,"is_bot":true,"first_name":"Bench"}`
    this.#later(
      answer,
      `{"ok":true,"result":{"message_id":${this.#message},"date":1700000000,"chat":{"id":${chat},"type":"private","first_name":"P"},"from":${from},"text":"x"}}`,
    )
    if (!this.#scene) return
    const markup =
      typeof params.reply_markup === 'string'
        ? JSON.parse(params.reply_markup)
        : params.reply_markup
    const button = markup?.inline_keyboard?.[0]?.[0]?.callback_data
    // The person's client hears of the message when the bot hears that it was taken.
    if (this.manner.away) setTimeout(() => this.#scene?.hear(chat, button), this.manner.away / 2)
    else this.#scene.hear(chat, button)
  }

  /** A bucket that fills evenly, with a tenth of a second's worth at most. */
  #allowed(): boolean {
    const { perSecond } = this.manner
    if (!perSecond) return true
    const now = performance.now()
    const size = Math.max(1, perSecond)
    this.#tokens = Math.min(size, this.#tokens + ((now - this.#tokensAt) / 1000) * perSecond)
    this.#tokensAt = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  #speak(id: number, act: Act, button: string | undefined): void {
    const from = { id, is_bot: false, first_name: 'P', language_code: 'ru' }
    const chat = { id, type: 'private', first_name: 'P' }
    const update_id = this.#update
    this.#update += 1
    this.#message += 1
    const message = { message_id: this.#message, date: 1_700_000_000, chat }
    if ('say' in act) {
      const entities = act.say.startsWith('/')
        ? [{ type: 'bot_command', offset: 0, length: act.say.split(' ')[0]?.length }]
        : undefined
      this.#queue.push({ update_id, message: { ...message, from, text: act.say, entities } })
    } else {
      const bot = { id: 1, is_bot: true, first_name: 'Bench' }
      this.#queue.push({
        update_id,
        callback_query: {
          id: String(update_id),
          from,
          chat_instance: '1',
          data: button,
          message: { ...message, from: bot, text: 'x' },
        },
      })
    }
    this.#flush()
  }

  #poll({ timeout = 0 }: { timeout?: number }, answer: Call['answer']): void {
    if (this.#waiting) {
      clearTimeout(this.#waiting.timer)
      this.#waiting.answer('{"ok":true,"result":[]}')
      this.#waiting = undefined
    }
    if (timeout === 0 && this.#queue.length === 0) return answer('{"ok":true,"result":[]}')
    const timer = setTimeout(() => {
      this.#waiting = undefined
      answer('{"ok":true,"result":[]}')
    }, poll)
    this.#waiting = { answer, timer }
    this.#flush()
  }

  #flush(): void {
    if (this.#flushing || !this.#waiting || this.#queue.length === 0) return
    this.#flushing = true
    setImmediate(() => {
      this.#flushing = false
      const { answer, timer } = this.#waiting ?? {}
      if (!answer) return
      clearTimeout(timer)
      this.#waiting = undefined
      const updates = this.#queue.splice(0, 100)
      this.#later(answer, JSON.stringify({ ok: true, result: updates }))
    })
  }

  #later(answer: Call['answer'], json: string): void {
    const { away } = this.manner
    if (away) setTimeout(() => answer(json), away)
    else answer(json)
  }
}
