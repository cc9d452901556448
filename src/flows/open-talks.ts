import type { Line, Message, Words } from '../domain/deliveries/message.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { Args, Next } from './dialogue.ts'
import { again, backLog, begin, FlowChanged, goOn, type Outcome, type Setting } from './engine.ts'
import { flows } from './index.ts'
import type { Screen } from './screen.ts'
import type { Company, Frame, TalkState } from './talk-state.ts'

/** More talks than this are not kept waiting below each other. */
const depth = 4
/** Flows that hand over to each other without asking: more is a bug. */
const handovers = 20

/**
 * The talks of one account that are open, the newest on top: how one begins, goes on, goes back and ends,
 * and what is shown then. What an event means for them is decided in `talk.ts`.
 */
export class OpenTalks {
  protected readonly company: Company
  protected readonly frames: Frame[]
  protected readonly messages: Message[] = []
  protected step: number
  /** The first message takes the place of the one that was tapped. */
  protected replace = false
  #actor: Actor | undefined

  constructor(before: TalkState, company: Company) {
    this.company = company
    this.frames = [...before.frames]
    this.step = before.step
  }

  protected get top(): Frame | undefined {
    return this.frames.at(-1)
  }

  /** Whoever only looked at something has left nothing unfinished. */
  protected dropView(): void {
    if (this.top?.screen.question.view) this.frames.pop()
  }

  /** Replays the top flow further; one that is not what it was when the talk began is begun anew. */
  protected async goOn(
    frame: Frame,
    replay: (setting: Setting) => Promise<Outcome>,
  ): Promise<void> {
    let outcome: Outcome
    try {
      outcome = await replay(await this.#setting(frame.args))
    } catch (error) {
      if (error instanceof FlowChanged) return this.restart(frame)
      throw error
    }
    this.frames.pop()
    return this.#settle(frame, outcome)
  }

  /** The flow has changed since the talk began: begin it anew, from what was saved. */
  protected async restart(frame: Frame): Promise<void> {
    this.frames.pop()
    this.replace = false
    this.messages.push({ text: [{ key: 'dialogue-flow-changed' }] })
    if (!flows[frame.flow]) return this.menu('menu-title')
    return this.start(frame.flow, frame.args)
  }

  protected async start(name: string, args: Args): Promise<void> {
    this.#giveWay(name)
    this.dropView()
    return this.#run({ flow: name, args })
  }

  /** The same talk twice is one talk: the older one gives way. */
  #giveWay(name: string): void {
    const older = this.frames.findIndex((frame) => frame.flow === name)
    if (older >= 0) this.frames.splice(older, 1)
  }

  async #run(next: Next, turns = 0): Promise<void> {
    if (turns > handovers)
      throw new Error(`flows hand over to each other without asking: ${next.flow}`)
    const flow = flows[next.flow]
    if (!flow) throw new Error(`no such flow: ${next.flow}`)
    const outcome = await begin(flow.run, await this.#setting(next.args))
    return this.#settle({ flow: next.flow, version: flow.version, args: next.args }, outcome, turns)
  }

  async #settle(
    frame: Pick<Frame, 'flow' | 'version' | 'args'>,
    outcome: Outcome,
    turns = 0,
  ): Promise<void> {
    this.messages.push(...outcome.said)
    switch (outcome.type) {
      case 'waits':
        return this.#wait(frame, outcome)
      case 'refused':
        this.messages.push({
          text: [{ key: `error-${outcome.refusal.code}`, args: outcome.refusal.args }],
        })
        return this.#resume()
      case 'ended':
        if (!outcome.next) return this.#resume()
        // The flow may have changed who talks (an accepted invitation, a linked account).
        if (outcome.next.flow !== frame.flow || outcome.next.changed) this.#actor = undefined
        return this.#run(outcome.next, turns + 1)
    }
  }

  #wait(
    frame: Pick<Frame, 'flow' | 'version' | 'args'>,
    outcome: Extract<Outcome, { type: 'waits' }>,
  ): void {
    const { question, log, lead } = outcome
    const back = question.back === 'flow' || (question.back !== 'none' && backLog(log) !== null)
    this.step += 1
    const screen: Screen = {
      step: this.step,
      question,
      lead,
      page: 0,
      ticked: question.many?.ticked ?? [],
      back,
    }
    const waiting: Frame = {
      flow: frame.flow,
      version: frame.version,
      args: frame.args,
      log,
      screen,
    }
    this.#giveWay(frame.flow)
    this.frames.push(waiting)
    if (this.frames.length > depth) this.frames.shift()
    this.show(waiting)
  }

  /** After a talk has ended: the one that waits below it is shown again, if the person was led away from it. */
  #resume(): void {
    const frame = this.top
    if (!frame) return
    // Its buttons above stay good: it is the same question.
    const lead = [{ key: 'dialogue-back-to-talk' }, { text: '' }, ...frame.screen.lead]
    this.messages.push(draw({ ...frame.screen, lead }))
  }

  protected cancel(): void {
    const cancelled = this.frames.pop()
    if (!cancelled) return this.menu('dialogue-nothing-to-cancel')
    if (cancelled.screen.question.view) return this.top ? this.#resume() : this.menu('menu-title')
    if (this.top) {
      this.messages.push({ text: [{ key: 'dialogue-cancelled' }] })
      return this.#resume()
    }
    return this.menu('dialogue-cancelled')
  }

  protected async back(): Promise<void> {
    const frame = this.top
    if (!frame) return this.menu('dialogue-nothing-to-cancel')
    const flow = flows[frame.flow]
    if (!flow || flow.version !== frame.version) return this.restart(frame)
    if (frame.screen.question.back === 'flow')
      return this.goOn(frame, (setting) => goOn(flow.run, setting, frame.log, { type: 'back' }))
    const log = backLog(frame.log)
    if (!log) return this.problem('dialogue-no-way-back')
    return this.goOn(frame, (setting) => again(flow.run, setting, log))
  }

  /** Says what is wrong and asks the open question again. */
  protected problem(key: string, args?: Words): void {
    const line: Line = args ? { key, args } : { key }
    const frame = this.top
    if (!frame) {
      this.messages.push({ text: [line] })
      return
    }
    this.messages.push(draw({ ...frame.screen, lead: [line, { text: '' }] }))
  }

  protected menu(key: string): void {
    this.messages.push({ text: [{ key }], menu: true })
  }

  protected show(frame: Frame): void {
    this.messages.push(draw(frame.screen))
  }

  async #setting(args: Args) {
    const { domain, gate } = this.company
    return { actor: await this.who(), args, domain, gate }
  }

  protected async who(): Promise<Actor> {
    this.#actor ??= await this.company.actor()
    return this.#actor
  }
}

/** A question as a message. */
export function draw(screen: Screen): Message {
  return { text: [], screen: JSON.parse(JSON.stringify(screen)) }
}
