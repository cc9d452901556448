import type { Label } from '../domain/deliveries/message.ts'
import { may } from '../domain/shared/access.ts'
import { goOn } from './engine.ts'
import { commands, flows } from './index.ts'
import { looseCommand } from './loose.ts'
import { OpenTalks } from './open-talks.ts'
import type { Command } from './room.ts'
import { fold, type Gesture, interpret, type Meaning, readData } from './screen.ts'
import type { Answer, Company, Cut, Doing, Frame, TalkState } from './talk-state.ts'

export type { Answer, Company, Doing, Frame, TalkState } from './talk-state.ts'

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

/** What an event means for the talks that are open. */
class Talk extends OpenTalks {
  #notice: { key: string } | undefined
  #answered: number | undefined
  #cut: Cut | undefined

  constructor(before: TalkState, company: Company) {
    super(before, company)
    this.#answered = before.answered
    this.#cut = before.cut
  }

  answer(): Answer {
    return {
      state: {
        step: this.step,
        frames: this.frames,
        ...(this.#answered === undefined ? {} : { answered: this.#answered }),
        ...(this.#cut ? { cut: this.#cut } : {}),
      },
      messages: this.messages,
      replace: this.replace,
      ...(this.#notice ? { notice: this.#notice } : {}),
    }
  }

  async take(doing: Doing): Promise<void> {
    const cut = this.#cut
    this.#cut = undefined
    switch (doing.type) {
      case 'start':
        this.frames.length = 0
        return this.start('start', doing.payload === undefined ? {} : { payload: doing.payload })
      case 'command':
        return this.#command(doing.name, doing.arg)
      case 'tap':
        return this.#tap(doing.data)
      case 'text': {
        const word = this.#navigation(doing.text)
        if (word) return this.#navigate(word)
        if (cut && this.#now - cut.at <= cutWithin) return this.#tail(cut, doing.text)
        if (this.top) return this.#gesture(doing)
        return this.#looseText(doing.text)
      }
      case 'file':
      case 'refused-file':
        return this.#file(doing)
      case 'unsupported':
        return this.problem(`dialogue-unsupported-${doing.what}`)
    }
  }

  /** «Меню», «Отмена», «Назад», «Пропустить», «Готово» typed instead of pressed. */
  #navigation(text: string): Navigation | undefined {
    const said = fold(text)
    const question = this.top?.screen.question
    return navigations.find((word) => {
      // What the open question does not offer is an ordinary answer to it.
      if (word === 'skip' && !question?.skip) return false
      if (word === 'done' && !question?.many) return false
      const ways = this.company.say({ key: `dialogue-typed-${word}` }).split(',')
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
      this.frames.length = 0
      return this.menu('menu-title')
    }
    if (name === 'cancel') return this.cancel()
    if (name === 'back') return this.back()
    const command: Command | undefined = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) return this.menu('dialogue-unknown-command')
    return this.start(command.flow, command.args?.(arg) ?? {})
  }

  async #tap(data: string): Promise<void> {
    const read = readData(data)
    if (!read) return this.#stale()
    if ('command' in read) return this.#command(read.command, read.arg)
    const asked = this.frames.findIndex(({ screen }) => screen.step === read.screen)
    if (asked >= 0) {
      const frame = this.#raise(asked)
      this.replace = frame.screen.question.stays !== true
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
    const [frame] = this.frames.splice(index, 1)
    if (!frame) throw new Error('no such frame')
    if (index < this.frames.length) this.dropView()
    this.frames.push(frame)
    return frame
  }

  async #looseText(text: string): Promise<void> {
    const actor = await this.who()
    const command = looseCommand(text, actor, (label) => this.company.say(label))
    if (command) return this.start(command.flow, command.args)
    if (actor.personId === null) return this.start('start', {})
    return this.menu('dialogue-not-understood')
  }

  /** A file that no question asks for is a road map, from those who load them. */
  async #file(doing: Extract<Doing, { type: 'file' | 'refused-file' }>): Promise<void> {
    const { question } = this.top?.screen ?? {}
    const refusal = doing.type === 'refused-file' ? doing : null
    if (question?.expects?.kind === 'file') {
      if (refusal) return this.problem(`error-${refusal.code}`, refusal.args)
      return this.#gesture(doing as Extract<Doing, { type: 'file' }>)
    }
    const actor = await this.who()
    const workbook = doing.type === 'file' && doing.read.workbook !== undefined
    // A questionnaire as a table is known by its sheets; a file that one was asked for is told so.
    if (
      (workbook || this.top?.flow === 'questionnaire-file') &&
      may(actor, 'questionnaire.draft')
    ) {
      if (refusal) return this.problem(`error-${refusal.code}`, refusal.args)
      const { read } = doing as Extract<Doing, { type: 'file' }>
      return this.start('questionnaire-file', { ...read, sent: true })
    }
    if (!may(actor, 'road-map.import')) {
      if (question && !question.view) return this.problem('dialogue-file-not-expected')
      if (actor.personId === null) return this.start('start', {})
      return this.start('road-map-file', { sent: true })
    }
    if (refusal) return this.problem(`error-${refusal.code}`, refusal.args)
    const { file, read } = doing as Extract<Doing, { type: 'file' }>
    return this.start('road-map-file', { file, ...read })
  }

  /** The rest of a text that was refused for its length is no answer of its own. */
  #tail(cut: Cut, text: string): void {
    this.#cut = { ...cut, length: cut.length + text.length }
    this.problem('dialogue-text-too-long', { max: cut.max, length: this.#cut.length })
  }

  get #now(): number {
    return this.company.at === undefined ? Date.now() : Date.parse(this.company.at)
  }

  async #gesture(gesture: Gesture): Promise<void> {
    const frame = this.top
    if (!frame) return this.menu('dialogue-not-understood')
    const flow = flows[frame.flow]
    if (!flow || flow.version !== frame.version) return this.restart(frame)
    const meaning = interpret(frame.screen, gesture, (label) => this.company.say(label))
    switch (meaning.type) {
      case 'redraw':
        frame.screen = meaning.screen
        this.show(frame)
        return
      case 'problem':
        return this.#misfit(gesture, meaning)
      case 'cancel':
        this.#answered = frame.screen.step
        return this.cancel()
      case 'back':
        this.#answered = frame.screen.step
        return this.back()
      case 'reply':
        this.#answered = frame.screen.step
        return this.goOn(frame, (setting) => goOn(flow.run, setting, frame.log, meaning.reply))
    }
  }

  /** What is no answer to the open question may be something else that we know. */
  async #misfit(
    gesture: Gesture,
    { key, args }: Extract<Meaning, { type: 'problem' }>,
  ): Promise<void> {
    this.replace = false
    if (gesture.type === 'text') {
      const question = this.top?.screen.question
      const say = (label: Label) => this.company.say(label)
      const command = looseCommand(gesture.text, await this.who(), say, question)
      if (command) return this.start(command.flow, command.args)
      const { length } = gesture.text.trim()
      if (key === 'dialogue-text-too-long' && length >= cutText)
        this.#cut = { at: this.#now, length, max: Number(args?.max) }
    }
    return this.problem(key, args)
  }

  #stale(): void {
    if (this.top) return this.problem('dialogue-stale')
    return this.menu('dialogue-stale-no-talk')
  }
}
