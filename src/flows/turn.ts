import { createHash } from 'node:crypto'
import type { ReplayControls, ReplayResult, ReplayState } from '@grammyjs/conversations'
import type { Json, Line, Message, Words } from '../domain/deliveries/message.ts'
import { type Domain, ownWrites } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import { DomainError } from '../domain/shared/errors.ts'
import { asStored } from './as-stored.ts'
import type { Args, Dialogue, Extra, Flow, Next, Question, Reply } from './dialogue.ts'
import type { Gate } from './gate.ts'
import { Prompts } from './prompts.ts'

/**
 * A flow that waits for nothing of the domain and neither asks nor ends for so long is cut, ms: a replay
 * can hang for ever. Work of the domain has the transaction's own time.
 */
const patience = 2_000

export interface Setting {
  actor: Actor
  args: Args
  domain: Domain
  /** Steps that are taken at the same time share it. */
  gate: Gate
}

/** A flow stopped without asking or ending; the step is rolled back. */
export class FlowHung extends Error {
  constructor() {
    super(`a flow neither asked nor ended within ${patience} ms`)
    this.name = 'FlowHung'
  }
}

/** The flow asks or calls something else than its log says: it was changed since. Nothing was written. */
export class FlowChanged extends Error {
  override name = 'FlowChanged'
}

/** What a question's entry in the log begins with. */
export const asks = 'ask:'

/** Services name their queries so; everything else counts as a write. */
export function isQuery(action: string): boolean {
  return /\.(find|list|show|preview|count|load)/.test(action)
}

/** Whether the call may go on beside those of other people. */
function shares(action: string): boolean {
  return isQuery(action) || ownWrites.has(action)
}

/** One pass over a flow: collects what it says after the last answered question. */
export class Turn {
  bug: { error: unknown } | undefined
  question: Question | undefined
  next: Next | undefined
  readonly #setting: Setting
  #waits = () => {}
  #lines: { line: Line; extra?: Extra }[] = []
  /** Questions and calls so far. */
  steps = 0
  changed: FlowChanged | undefined
  /** Calls of the domain that are under way. */
  #calls = 0
  #lastSign = performance.now()

  constructor(setting: Setting) {
    this.#setting = setting
  }

  async run(flow: Flow, controls: ReplayControls): Promise<void> {
    const { actor, args } = this.#setting
    const dialogue = new Prompts({
      actor,
      args: asStored(args) as Args,
      domain: this.#recorded(controls),
      say: (key: string, words?: Words, extra?: Extra) => {
        this.#lines.push({
          line: words ? { key, args: words } : { key },
          ...(extra ? { extra } : {}),
        })
      },
      prompt: async (question: Question) => {
        this.question = question
        // Once every microtask has run it is known whether the log has the reply.
        setImmediate(() => {
          if (this.question === question && this.#calls === 0) this.#waits()
        })
        const reply = await this.#step(
          () => controls.interrupt(asks + fingerprint(question)) as Promise<Reply>,
        )
        this.#lastSign = performance.now()
        this.question = undefined
        this.#lines = []
        return reply
      },
    })
    this.next = (await flow(dialogue)) ?? undefined
  }

  /**
   * Resolves when the flow waits for a reply and for nothing else. The engine would look by a timer, a
   * millisecond later, whether something else goes on beside the question.
   * @param state the log, as the engine is writing it
   */
  waiting(state: ReplayState): Promise<ReplayResult> {
    return new Promise((resolve) => {
      this.#waits = () => {
        // What was called beside the question may stand behind it.
        const at = state.send.findLastIndex(({ payload }) => payload.startsWith(asks))
        resolve({ type: 'interrupted', state, interrupts: [at] })
      }
    })
  }

  /** Once the log does not fit, nothing is done any more: also when the flow catches what it is thrown. */
  async #step<T>(take: () => Promise<T>): Promise<T> {
    if (this.changed) throw this.changed
    this.steps += 1
    try {
      return await take()
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('Bad replay'))
        this.changed = new FlowChanged()
      throw this.changed ?? error
    }
  }

  /** @throws FlowHung when the flow gives no sign of life and nothing of the domain is awaited */
  async patiently<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    this.#lastSign = performance.now()
    const late = new Promise<never>((_, reject) => {
      let silent = 0
      timer = setInterval(() => {
        const quiet = this.#calls === 0 && performance.now() - this.#lastSign > patience
        // Twice in a row: a process that stood still has not heard yet what has come meanwhile.
        silent = quiet ? silent + 1 : 0
        if (silent > 1) reject(new FlowHung())
      }, patience / 4)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearInterval(timer)
    }
  }

  /** What was said, plain lines in a row joined into one message. */
  said(): Message[] {
    const messages: Message[] = []
    let open: Line[] = []
    const close = () => {
      if (open.length > 0) messages.push({ text: open })
      open = []
    }
    for (const { line, extra } of this.#lines) {
      if (open.length > 0) open.push({ text: '' })
      open.push(line)
      if (!extra) continue
      messages.push({ text: open, ...extra })
      open = []
    }
    close()
    return messages
  }

  /** What was said before the open question: the last plain lines go into the question's own message. */
  leadIn(): { said: Message[]; lead: Line[] } {
    const said = this.said()
    const last = said.at(-1)
    if (!last || last.buttons || last.menu || last.file || last.make) return { said, lead: [] }
    return { said: said.slice(0, -1), lead: [...last.text, { text: '' }] }
  }

  /**
   * The domain with every call recorded in the log. Inside an action nothing may throw (a thrown and
   * caught action leaves the replay hanging): a refusal is recorded as data and thrown outside of it.
   */
  #recorded(controls: ReplayControls): Dialogue['domain'] {
    type Result = { ok: Json } | { refusal: { code: string; args: DomainError['args'] } }
    const { gate } = this.#setting
    const call = async (room: string, method: string, args: unknown[]): Promise<unknown> => {
      const action = `${room}.${method}`
      const act = async (): Promise<Result> => {
        this.#calls += 1
        try {
          const service = this.#setting.domain[room as keyof Domain] as unknown as Record<
            string,
            (...a: unknown[]) => unknown
          >
          const work = async () => asStored(await service[method]?.(...args))
          return { ok: await (shares(action) ? gate.together(work) : gate.alone(work)) }
        } catch (error) {
          if (error instanceof DomainError)
            return {
              refusal: { code: error.code, args: asStored(error.args) as DomainError['args'] },
            }
          this.bug ??= { error }
          return { refusal: { code: 'unexpected', args: {} } }
        } finally {
          this.#calls -= 1
          this.#lastSign = performance.now()
        }
      }
      const result = await this.#step(() => controls.action(act, action) as Promise<Result>)
      if ('refusal' in result) throw new DomainError(result.refusal.code, result.refusal.args)
      return result.ok
    }
    const room = (name: string) =>
      new Proxy(
        {},
        {
          get:
            (_, method: string) =>
            (...args: unknown[]) =>
              call(name, method, args),
        },
      )
    return new Proxy({}, { get: (_, name: string) => room(name) }) as Dialogue['domain']
  }
}

/**
 * What makes a question the same one: an answer must not go to a question of the same key with other
 * words, nor to options in another order.
 */
function fingerprint({ key, args, options }: Question): string {
  if (!args && !options) return key
  const rest = JSON.stringify([args ?? null, options ?? null])
  return `${key}#${createHash('sha1').update(rest).digest('base64').slice(0, 8)}`
}
