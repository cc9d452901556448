import type { Label, Line, Message, Words } from '../domain/deliveries/message.ts'
import { type Actor, may } from '../domain/shared/access.ts'
import type { Args, Next } from './dialogue.ts'
import { again, backLog, begin, FlowChanged, goOn, type Outcome, type Setting } from './engine.ts'
import { commands, flows } from './index.ts'
import { looseCommand } from './loose.ts'
import type { Command } from './room.ts'
import { fold, type Gesture, interpret, type Meaning, readData, type Screen } from './screen.ts'
import type { Answer, Company, Cut, Doing, Frame, TalkState } from './talk-state.ts'

export type { Answer, Company, Doing, Frame, TalkState } from './talk-state.ts'

/** More talks than this are not kept waiting below each other. */
const depth = 4
/** Flows that hand over to each other without asking: more is a bug. */
const handovers = 20
/**
 * Messengers cut a text of more than 4,096 characters, at a paragraph's end already after half of that;
 * its pieces arrive within so long, ms.
 */
const cutText = 2_048
const cutWithin = 3_000

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
  #answered: number | undefined
  #cut: Cut | undefined

  constructor(before: TalkState, company: Company) {
    this.#company = company
    this.#frames = [...before.frames]
    this.#step = before.step
    this.#answered = before.answered
    this.#cut = before.cut
  }

  answer(): Answer {
    return {
      state: {
        step: this.#step,
        frames: this.#frames,
        ...(this.#answered === undefined ? {} : { answered: this.#answered }),
        ...(this.#cut ? { cut: this.#cut } : {}),
      },
      messages: this.#messages,
      replace: this.#replace,
      ...(this.#notice ? { notice: this.#notice } : {}),
    }
  }

  async take(doing: Doing): Promise<void> {
    const cut = this.#cut
    this.#cut = undefined
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
        if (cut && this.#now - cut.at <= cutWithin) return this.#tail(cut, doing.text)
        if (this.#top) return this.#gesture(doing)
        return this.#looseText(doing.text)
      }
      case 'file':
      case 'refused-file':
        return this.#file(doing)
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
    const asked = this.#frames.findIndex(({ screen }) => screen.step === read.screen)
    if (asked >= 0) {
      const frame = this.#raise(asked)
      this.#replace = frame.screen.question.stays !== true
      return this.#gesture({ type: 'button', what: read.what })
    }
    // The second tap of a double tap: the answer is taken already.
    if (read.screen === this.#answered) {
      this.#notice = { key: 'dialogue-taken-already' }
      return
    }
    return this.#stale()
  }

  /** A question that still waits below others is what we talk about now. */
  #raise(index: number): Frame {
    const [frame] = this.#frames.splice(index, 1)
    if (!frame) throw new Error('no such frame')
    if (index < this.#frames.length) this.#dropView()
    this.#frames.push(frame)
    return frame
  }

  /** Whoever only looked at something has left nothing unfinished. */
  #dropView(): void {
    if (this.#top?.screen.question.view) this.#frames.pop()
  }

  async #looseText(text: string): Promise<void> {
    const actor = await this.#who()
    const command = looseCommand(text, actor, (label) => this.#company.say(label))
    if (command) return this.#start(command.flow, command.args)
    if (actor.personId === null) return this.#start('start', {})
    return this.#menu('dialogue-not-understood')
  }

  /** A file that no question asks for is a road map, from those who load them. */
  async #file(doing: Extract<Doing, { type: 'file' | 'refused-file' }>): Promise<void> {
    const { question } = this.#top?.screen ?? {}
    const refusal = doing.type === 'refused-file' ? doing : null
    if (question?.expects?.kind === 'file') {
      if (refusal) return this.#problem(`error-${refusal.code}`, refusal.args)
      return this.#gesture(doing as Extract<Doing, { type: 'file' }>)
    }
    const actor = await this.#who()
    const workbook = doing.type === 'file' && doing.read.workbook !== undefined
    // A questionnaire as a table is known by its sheets; a file that one was asked for is told so.
    if (
      (workbook || this.#top?.flow === 'questionnaire-file') &&
      may(actor, 'questionnaire.draft')
    ) {
      if (refusal) return this.#problem(`error-${refusal.code}`, refusal.args)
      const { read } = doing as Extract<Doing, { type: 'file' }>
      return this.#start('questionnaire-file', { ...read, sent: true })
    }
    if (!may(actor, 'road-map.import')) {
      if (question && !question.view) return this.#problem('dialogue-file-not-expected')
      if (actor.personId === null) return this.#start('start', {})
      return this.#start('road-map-file', { sent: true })
    }
    if (refusal) return this.#problem(`error-${refusal.code}`, refusal.args)
    const { file, read } = doing as Extract<Doing, { type: 'file' }>
    return this.#start('road-map-file', { file, ...read })
  }

  /** The rest of a text that was refused for its length is no answer of its own. */
  #tail(cut: Cut, text: string): void {
    this.#cut = { ...cut, length: cut.length + text.length }
    this.#problem('dialogue-text-too-long', { max: cut.max, length: this.#cut.length })
  }

  get #now(): number {
    return this.#company.at === undefined ? Date.now() : Date.parse(this.#company.at)
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
        return this.#misfit(gesture, meaning)
      case 'cancel':
        this.#answered = frame.screen.step
        return this.#cancel()
      case 'back':
        this.#answered = frame.screen.step
        return this.#back()
      case 'reply':
        this.#answered = frame.screen.step
        return this.#goOn(frame, (setting) => goOn(flow.run, setting, frame.log, meaning.reply))
    }
  }

  /** What is no answer to the open question may be something else that we know. */
  async #misfit(
    gesture: Gesture,
    { key, args }: Extract<Meaning, { type: 'problem' }>,
  ): Promise<void> {
    this.#replace = false
    if (gesture.type === 'text') {
      const question = this.#top?.screen.question
      const say = (label: Label) => this.#company.say(label)
      const command = looseCommand(gesture.text, await this.#who(), say, question)
      if (command) return this.#start(command.flow, command.args)
      const { length } = gesture.text.trim()
      if (key === 'dialogue-text-too-long' && length >= cutText)
        this.#cut = { at: this.#now, length, max: Number(args?.max) }
    }
    return this.#problem(key, args)
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
    this.#dropView()
    return this.#run({ flow: name, args })
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
    // Its buttons above stay good: it is the same question.
    const lead = [{ key: 'dialogue-back-to-talk' }, { text: '' }, ...frame.screen.lead]
    this.#messages.push(draw({ ...frame.screen, lead }))
  }

  #cancel(): void {
    const cancelled = this.#frames.pop()
    if (!cancelled) return this.#menu('dialogue-nothing-to-cancel')
    if (cancelled.screen.question.view) return this.#top ? this.#resume() : this.#menu('menu-title')
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
    return { actor: await this.#who(), args, domain: this.#company.domain }
  }

  async #who(): Promise<Actor> {
    this.#actor ??= await this.#company.actor()
    return this.#actor
  }
}

function draw(screen: Screen): Message {
  return { text: [], screen: JSON.parse(JSON.stringify(screen)) }
}
