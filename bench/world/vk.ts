import type { Call } from './http.ts'
import { type Act, type Crowd, type Heard, Scene } from './people.ts'
import type { Counted, Manner } from './telegram.ts'

const patience = 25_000

/** A community of VK as the platform sees it: Long Poll, messages.send with peer_ids, execute. */
export class VkCommunity {
  manner: Manner = {}
  address = ''
  readonly #updates: unknown[] = []
  #waiting: { from: number; answer: Call['answer']; timer: NodeJS.Timeout } | undefined
  #flushing = false
  #message = 1
  #scene: Scene | undefined
  #sent = 0
  #refused = 0
  #peers = new Set<number>()
  #firstAt = 0
  #lastAt = 0
  #recent: number[] = []

  play(crowd: Crowd): Promise<Heard> {
    return new Promise((resolve) => {
      this.#scene = new Scene(crowd, (id, act, button) => this.#speak(id, act, button), resolve)
    })
  }

  count(): void {
    this.#sent = 0
    this.#refused = 0
    this.#peers = new Set()
    this.#firstAt = 0
  }

  counted(): Counted {
    const { size } = this.#peers
    const ms = this.#lastAt - this.#firstAt
    return { sent: this.#sent, refused: this.#refused, chats: size, ms }
  }

  call(root: string, method: string, { path, body, answer }: Call): void {
    if (root === 'lp') return this.#check(new URL(path, 'http://x').searchParams, answer)
    if (!this.#allowed()) {
      this.#refused += 1
      return this.#later(
        answer,
        '{"error":{"error_code":6,"error_msg":"Too many requests per second","request_params":[]}}',
      )
    }
    const params = Object.fromEntries(new URLSearchParams(body))
    this.#later(answer, JSON.stringify({ response: this.#run(method, params) }))
  }

  #run(method: string, params: { [name: string]: unknown }): unknown {
    switch (method) {
      case 'groups.getLongPollServer':
        return { server: `${this.address}/lp`, key: 'k', ts: String(this.#updates.length) }
      case 'messages.send':
        return this.#send(params)
      case 'messages.edit': {
        const button = firstButton(params.keyboard)
        this.#tell(Number(params.peer_id), button)
        return 1
      }
      case 'execute':
        return this.#execute(String(params.code))
      default:
        return 1
    }
  }

  #send(params: { [name: string]: unknown }): unknown {
    const peers = String(params.peer_ids ?? params.peer_id ?? params.user_id).split(',')
    const button = firstButton(params.keyboard)
    this.#lastAt = performance.now()
    if (this.#firstAt === 0) this.#firstAt = this.#lastAt
    const answers = peers.map((peer) => {
      const peer_id = Number(peer)
      this.#message += 1
      this.#sent += 1
      this.#peers.add(peer_id)
      this.#tell(peer_id, button)
      return { peer_id, message_id: this.#message, conversation_message_id: this.#message }
    })
    return params.peer_ids === undefined ? this.#message : answers
  }

  /** VKScript of calls is JavaScript enough to be run as such; it is our own bot that writes it. */
  #execute(code: string): unknown {
    const room = (name: string) =>
      new Proxy(
        {},
        {
          get:
            (_, method: string) =>
            (params: { [name: string]: unknown } = {}) =>
              this.#run(`${name}.${method}`, params),
        },
      )
    const api = new Proxy({}, { get: (_, name: string) => room(name) })
    return new Function('API', code)(api)
  }

  #tell(peer: number, button: string | undefined): void {
    const scene = this.#scene
    if (!scene) return
    // Never within the call itself: a person answers what has arrived.
    setTimeout(() => scene.hear(peer, button), (this.manner.away ?? 0) / 2)
  }

  /** At most so many calls in any one second. */
  #allowed(): boolean {
    const { perSecond } = this.manner
    if (!perSecond) return true
    const now = performance.now()
    this.#recent = this.#recent.filter((at) => now - at < 1000)
    if (this.#recent.length >= perSecond) return false
    this.#recent.push(now)
    return true
  }

  #speak(id: number, act: Act, button: string | undefined): void {
    this.#message += 1
    const number = this.#message
    const event = { group_id: 1, event_id: `e${number}`, v: '5.199' }
    if ('say' in act) {
      const message = {
        id: number,
        conversation_message_id: number,
        date: 1_700_000_000,
        from_id: id,
        peer_id: id,
        out: 0,
        text: act.say,
        attachments: [],
        fwd_messages: [],
      }
      this.#updates.push({ ...event, type: 'message_new', object: { message, client_info: {} } })
    } else {
      const object = {
        user_id: id,
        peer_id: id,
        event_id: `p${number}`,
        payload: JSON.parse(button ?? '{}'),
        conversation_message_id: number - 1,
      }
      this.#updates.push({ ...event, type: 'message_event', object })
    }
    this.#flush()
  }

  #check(query: URLSearchParams, answer: Call['answer']): void {
    const from = Number(query.get('ts'))
    const timer = setTimeout(() => {
      this.#waiting = undefined
      answer(JSON.stringify({ ts: String(from), updates: [] }))
    }, patience)
    this.#waiting = { from, answer, timer }
    this.#flush()
  }

  #flush(): void {
    if (this.#flushing || !this.#waiting || this.#updates.length <= this.#waiting.from) return
    this.#flushing = true
    setImmediate(() => {
      this.#flushing = false
      if (!this.#waiting) return
      const { from, answer, timer } = this.#waiting
      clearTimeout(timer)
      this.#waiting = undefined
      const updates = this.#updates.slice(from, from + 100)
      this.#later(answer, JSON.stringify({ ts: String(from + updates.length), updates }))
    })
  }

  #later(answer: Call['answer'], json: string): void {
    const { away } = this.manner
    if (away) setTimeout(() => answer(json), away)
    else answer(json)
  }
}

function firstButton(keyboard: unknown): string | undefined {
  if (keyboard === undefined) return undefined
  const { inline, buttons } = typeof keyboard === 'string' ? JSON.parse(keyboard) : keyboard
  return inline ? buttons?.[0]?.[0]?.action?.payload : undefined
}
