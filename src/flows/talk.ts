import type { Label, Line, Message, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { Domain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { Args, Next } from './dialogue.ts'
import {
  again,
  backLog,
  begin,
  FlowChanged,
  goOn,
  type Log,
  type Outcome,
  type Setting,
} from './engine.ts'
import { type Command, commands, flows } from './index.ts'
import { fold, type Gesture, interpret, readData, type Screen } from './screen.ts'

/** A flow that waits for an answer. The talk's frames are a stack: the last one is what we talk about now. */
export interface Frame {
  flow: string
  version: number
  args: Args
  log: Log
  screen: Screen
  /** An answer to the open question has failed for good: the next one that does ends the flow. */
  failed?: boolean
}

/** Where the talk with one account stands. Plain JSON, stored as it is. */
export interface TalkState {
  step: number
  frames: Frame[]
}

/** What a person did, once the messenger's own matters are taken off. */
export type Doing =
  | { type: 'start'; payload?: string }
  | { type: 'command'; name: string; arg?: string }
  | { type: 'text'; text: string }
  | { type: 'tap'; data: string }
  /** A file that was fetched and read before the step. */
  | { type: 'file'; file: StoredFileRef; read: Args }
  | { type: 'refused-file'; code: string; args: Words }
  | { type: 'unsupported'; what: string }

export interface Answer {
  state: TalkState
  messages: Message[]
  /** The first message may take the place of the message that was tapped. */
  replace: boolean
  /** A pop-up for the tap, instead of a message. */
  notice?: { key: string }
}

export interface Company {
  domain: Domain
  /** Loads who talks; asked anew when a flow has just changed it. */
  actor(): Promise<Actor>
  say(label: Label): string
}

/** More talks than this are not kept waiting below each other. */
const depth = 4
/** Flows that hand over to each other without asking: more is a bug. */
const handovers = 20

const navigations = ['menu', 'cancel', 'back', 'skip', 'done'] as const
type Navigation = (typeof navigations)[number]

/** One step of the talk with one account. Writes only through the domain. */
export async function converse(before: TalkState, doing: Doing, company: Company): Promise<Answer> {
  const talk = new Talk(before, company)
  await talk.take(doing)
  return talk.answer()
}

/**
 * Goes on after what the person did has failed for good. The open question is asked again; when its
 * answer is what fails, and fails again, that flow is given up and the one below it goes on.
 * @param reference what the operator finds the failure by
 */
export function recover(before: TalkState, event: { type: string }, reference: number): Answer {
  const apology: Line = { key: 'dialogue-unexpected', args: { reference } }
  const frames = [...before.frames]
  const guilty = event.type === 'text' || event.type === 'tap' || event.type === 'file'
  if (guilty && frames.at(-1)?.failed) frames.pop()
  const top = frames.pop()
  const step = before.step + 1
  if (!top) {
    const messages = [{ text: [apology], menu: true }]
    return { state: { step, frames }, messages, replace: false }
  }
  const screen = { ...top.screen, step, lead: [] }
  frames.push({ ...top, screen, ...(guilty ? { failed: true } : {}) })
  const messages = [draw({ ...screen, lead: [apology, { text: '' }] })]
  return { state: { step, frames }, messages, replace: false }
}

class Talk {
  readonly #company: Company
  readonly #frames: Frame[]
  readonly #messages: Message[] = []
  #step: number
  #replace = false
  #notice: { key: string } | undefined
  #actor: Actor | undefined

  constructor(before: TalkState, company: Company) {
    this.#company = company
    this.#frames = [...before.frames]
    this.#step = before.step
  }

  answer(): Answer {
    return {
      state: { step: this.#step, frames: this.#frames },
      messages: this.#messages,
      replace: this.#replace,
      ...(this.#notice ? { notice: this.#notice } : {}),
    }
  }

  async take(doing: Doing): Promise<void> {
    switch (doing.type) {
      case 'start':
        this.#frames.length = 0
        return this.#start('start', doing.payload === undefined ? {} : { payload: doing.payload })
      case 'command':
        return this.#command(doing.name, doing.arg)
      case 'tap':
        return this.#tap(doing.data)
      case 'text': {
        const word = this.#navigation(doing.text)
        if (word) return this.#navigate(word)
        if (this.#top) return this.#gesture(doing)
        return this.#looseText(doing.text)
      }
      case 'file':
        if (this.#top?.screen.question.expects?.kind === 'file') return this.#gesture(doing)
        return this.#start('road-map-file', { file: doing.file, ...doing.read })
      case 'refused-file':
        return this.#problem(`error-${doing.code}`, doing.args)
      case 'unsupported':
        return this.#problem(`dialogue-unsupported-${doing.what}`)
    }
  }

  get #top(): Frame | undefined {
    return this.#frames.at(-1)
  }

  /** «Меню», «Отмена», «Назад», «Пропустить», «Готово» typed instead of pressed. */
  #navigation(text: string): Navigation | undefined {
    const said = fold(text)
    const question = this.#top?.screen.question
    return navigations.find((word) => {
      // What the open question does not offer is an ordinary answer to it.
      if (word === 'skip' && !question?.skip) return false
      if (word === 'done' && !question?.many) return false
      const ways = this.#company.say({ key: `dialogue-typed-${word}` }).split(',')
      return ways.some((way) => fold(way) === said)
    })
  }

  #navigate(word: Navigation): Promise<void> {
    if (word === 'skip') return this.#gesture({ type: 'button', what: 'skip' })
    if (word === 'done') return this.#gesture({ type: 'button', what: 'ok' })
    return this.#command(word)
  }

  async #command(name: string, arg?: string): Promise<void> {
    if (name === 'menu') {
      this.#frames.length = 0
      return this.#menu('menu-title')
    }
    if (name === 'cancel') return this.#cancel()
    if (name === 'back') return this.#back()
    const command: Command | undefined = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) return this.#menu('dialogue-unknown-command')
    return this.#start(command.flow, command.args?.(arg) ?? {})
  }

  async #tap(data: string): Promise<void> {
    const read = readData(data)
    if (!read) return this.#stale()
    if ('command' in read) return this.#command(read.command, read.arg)
    const top = this.#top
    if (top && top.screen.step === read.screen) {
      this.#replace = top.screen.question.stays !== true
      return this.#gesture({ type: 'button', what: read.what })
    }
    // The second tap of a double tap: the answer is taken already.
    if (read.screen === this.#step - 1) {
      this.#notice = { key: 'dialogue-taken-already' }
      return
    }
    return this.#stale()
  }

  async #looseText(text: string): Promise<void> {
    const command = looseCommand(text)
    if (command) return this.#start(command.flow, command.args)
    return this.#menu('dialogue-not-understood')
  }

  async #gesture(gesture: Gesture): Promise<void> {
    const frame = this.#top
    if (!frame) return this.#menu('dialogue-not-understood')
    const flow = flows[frame.flow]
    if (!flow || flow.version !== frame.version) return this.#restart(frame)
    const meaning = interpret(frame.screen, gesture, (label) => this.#company.say(label))
    switch (meaning.type) {
      case 'redraw':
        frame.screen = meaning.screen
        this.#show(frame)
        return
      case 'problem':
        this.#replace = false
        return this.#problem(meaning.key, meaning.args)
      case 'cancel':
        return this.#cancel()
      case 'back':
        return this.#back()
      case 'reply':
        return this.#goOn(frame, (setting) => goOn(flow.run, setting, frame.log, meaning.reply))
    }
  }

  /** Replays the top flow further; one that is not what it was when the talk began is begun anew. */
  async #goOn(frame: Frame, replay: (setting: Setting) => Promise<Outcome>): Promise<void> {
    let outcome: Outcome
    try {
      outcome = await replay(await this.#setting(frame.args))
    } catch (error) {
      if (error instanceof FlowChanged) return this.#restart(frame)
      throw error
    }
    this.#frames.pop()
    return this.#settle(frame, outcome)
  }

  /** The flow has changed since the talk began: begin it anew, from what was saved. */
  async #restart(frame: Frame): Promise<void> {
    this.#frames.pop()
    this.#replace = false
    this.#messages.push({ text: [{ key: 'dialogue-flow-changed' }] })
    if (!flows[frame.flow]) return this.#menu('menu-title')
    return this.#start(frame.flow, frame.args)
  }

  async #start(name: string, args: Args): Promise<void> {
    // The same talk twice is one talk: the older one gives way.
    const older = this.#frames.findIndex((frame) => frame.flow === name)
    if (older >= 0) this.#frames.splice(older, 1)
    return this.#run({ flow: name, args })
  }

  async #run(next: Next, turns = 0): Promise<void> {
    if (turns > handovers)
      throw new Error(`flows hand over to each other without asking: ${next.flow}`)
    const flow = flows[next.flow]
    if (!flow) throw new Error(`no such flow: ${next.flow}`)
    // A flow before may have changed who talks (an accepted invitation, a linked account).
    this.#actor = undefined
    const outcome = await begin(flow.run, await this.#setting(next.args))
    return this.#settle({ flow: next.flow, version: flow.version, args: next.args }, outcome, turns)
  }

  async #settle(
    frame: Pick<Frame, 'flow' | 'version' | 'args'>,
    outcome: Outcome,
    turns = 0,
  ): Promise<void> {
    this.#messages.push(...outcome.said)
    switch (outcome.type) {
      case 'waits':
        return this.#wait(frame, outcome)
      case 'refused':
        this.#messages.push({
          text: [{ key: `error-${outcome.refusal.code}`, args: outcome.refusal.args }],
        })
        return this.#resume()
      case 'ended':
        if (outcome.next) return this.#run(outcome.next, turns + 1)
        return this.#resume()
    }
  }

  #wait(
    frame: Pick<Frame, 'flow' | 'version' | 'args'>,
    outcome: Extract<Outcome, { type: 'waits' }>,
  ): void {
    const { question, log, lead } = outcome
    const back = question.back === 'flow' || (question.back !== 'none' && backLog(log) !== null)
    this.#step += 1
    const screen: Screen = {
      step: this.#step,
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
    this.#frames.push(waiting)
    if (this.#frames.length > depth) this.#frames.shift()
    this.#show(waiting)
  }

  /** After a talk has ended: the one that waits below it is shown again, if the person was led away from it. */
  #resume(): void {
    const frame = this.#top
    if (!frame) return
    this.#step += 1
    frame.screen = {
      ...frame.screen,
      step: this.#step,
      lead: [{ key: 'dialogue-back-to-talk' }, { text: '' }],
    }
    this.#show(frame)
  }

  #cancel(): void {
    const cancelled = this.#frames.pop()
    if (!cancelled) return this.#menu('dialogue-nothing-to-cancel')
    if (this.#top) {
      this.#messages.push({ text: [{ key: 'dialogue-cancelled' }] })
      return this.#resume()
    }
    return this.#menu('dialogue-cancelled')
  }

  async #back(): Promise<void> {
    const frame = this.#top
    if (!frame) return this.#menu('dialogue-nothing-to-cancel')
    const flow = flows[frame.flow]
    if (!flow || flow.version !== frame.version) return this.#restart(frame)
    if (frame.screen.question.back === 'flow')
      return this.#goOn(frame, (setting) => goOn(flow.run, setting, frame.log, { type: 'back' }))
    const log = backLog(frame.log)
    if (!log) return this.#problem('dialogue-no-way-back')
    return this.#goOn(frame, (setting) => again(flow.run, setting, log))
  }

  /** Says what is wrong and asks the open question again. */
  #problem(key: string, args?: Words): void {
    const line: Line = args ? { key, args } : { key }
    const frame = this.#top
    if (!frame) {
      this.#messages.push({ text: [line] })
      return
    }
    this.#messages.push(draw({ ...frame.screen, lead: [line, { text: '' }] }))
  }

  #stale(): void {
    if (this.#top) return this.#problem('dialogue-stale')
    return this.#menu('dialogue-stale-no-talk')
  }

  #menu(key: string): void {
    this.#messages.push({ text: [{ key }], menu: true })
  }

  #show(frame: Frame): void {
    this.#messages.push(draw(frame.screen))
  }

  async #setting(args: Args) {
    this.#actor ??= await this.#company.actor()
    return { actor: this.#actor, args, domain: this.#company.domain }
  }
}

function draw(screen: Screen): Message {
  return { text: [], screen: JSON.parse(JSON.stringify(screen)) }
}

/** Text that is no answer to a question may still be something we know: a link code, a pasted road map. */
function looseCommand(text: string): Next | null {
  const said = text.trim()
  if (/^[A-Za-z0-9]{3,4}[- ]?[A-Za-z0-9]{3,4}$/.test(said) && /\d/.test(said))
    return { flow: 'code', args: { code: said } }
  if (said.split('\n').length >= 3 && said.length > 200)
    return { flow: 'pasted-text', args: { text: said } }
  return null
}
