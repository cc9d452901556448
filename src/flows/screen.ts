import type { Label, Line, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import { readDay, readDayBetween } from '../domain/shared/read-day.ts'
import type { Expected, Option, Question, Reply } from './dialogue.ts'

/** A question as it stands before a person: stored in the dialogue, drawn by the messengers. */
export interface Screen {
  /** Number of the screen in this chat; buttons carry it, so that one of an older screen is known as stale. */
  step: number
  question: Question
  /** What was said just before the question, in the same message. */
  lead: Line[]
  page: number
  ticked: number[]
  /** Whether «Назад» is shown. */
  back: boolean
}

/** What a person did on a screen. */
export type Gesture =
  | { type: 'text'; text: string }
  | { type: 'file'; file: StoredFileRef }
  | { type: 'button'; what: string }

/** What it means. */
export type Meaning =
  | { type: 'reply'; reply: Reply }
  /** Only the screen itself changes: another page, a tick. */
  | { type: 'redraw'; screen: Screen }
  | { type: 'back' }
  | { type: 'cancel' }
  /** Not an answer to this question: say why, ask again. */
  | { type: 'problem'; key: string; args?: Words }

/**
 * Reads a gesture on a screen. Pure.
 * @param say puts a label into words, to recognise an option that was typed instead of pressed
 */
export function interpret(
  screen: Screen,
  gesture: Gesture,
  say: (label: Label) => string,
): Meaning {
  switch (gesture.type) {
    case 'button':
      return pressed(screen, gesture.what)
    case 'file':
      if (screen.question.expects?.kind === 'file')
        return { type: 'reply', reply: { type: 'file', file: gesture.file } }
      return { type: 'problem', key: 'dialogue-file-not-expected' }
    case 'text':
      return typed(screen, gesture.text.trim(), say)
  }
}

/** Button data of a screen: `s:<step>:<what>`. */
export function screenData(step: number, what: string): string {
  return `s:${step}:${what}`
}

/** Button data of a command: `c:<name>` or `c:<name>:<arg>`; at most 64 bytes. */
export function commandData(name: string, arg?: string): string {
  const data = arg === undefined ? `c:${name}` : `c:${name}:${arg}`
  if (Buffer.byteLength(data) > 64) throw new Error(`button data is longer than 64 bytes: ${data}`)
  return data
}

/** Reads button data back; null for data that is not ours. */
export function readData(
  data: string,
): { screen: number; what: string } | { command: string; arg?: string } | null {
  const screen = /^s:(\d{1,9}):([a-z]{1,6}\d{0,5})$/.exec(data)
  if (screen) return { screen: Number(screen[1]), what: screen[2] ?? '' }
  const command = /^c:([a-z-]{1,30})(?::([\w.:-]{1,60}))?$/.exec(data)
  if (command)
    return { command: command[1] ?? '', ...(command[2] === undefined ? {} : { arg: command[2] }) }
  return null
}

function pressed(screen: Screen, what: string): Meaning {
  const { question } = screen
  const [, verb = '', digits = ''] = /^([a-z]+)(\d*)$/.exec(what) ?? []
  const index = Number(digits)
  const exists = digits !== '' && index < (question.options?.length ?? 0)
  if (verb === 'o' && exists && !question.many)
    return { type: 'reply', reply: { type: 'option', index } }
  if (verb === 't' && exists && question.many)
    return { type: 'redraw', screen: tick(screen, index) }
  if (verb === 'p' && digits !== '') return { type: 'redraw', screen: { ...screen, page: index } }
  if (verb === 'ok' && question.many) return finishMany(screen)
  if (verb === 'skip' && question.skip) return { type: 'reply', reply: { type: 'skip' } }
  if (verb === 'back' && screen.back) return { type: 'back' }
  if (verb === 'cancel' && question.cancel !== false) return { type: 'cancel' }
  return { type: 'problem', key: 'dialogue-stale' }
}

function tick(screen: Screen, index: number): Screen {
  const ticked = screen.ticked.includes(index)
    ? screen.ticked.filter((i) => i !== index)
    : [...screen.ticked, index].sort((a, b) => a - b)
  return { ...screen, ticked }
}

function finishMany(screen: Screen): Meaning {
  const least = screen.question.many?.least ?? 0
  if (screen.ticked.length < least)
    return { type: 'problem', key: 'dialogue-choose-at-least', args: { least } }
  const most = screen.question.many?.most ?? screen.ticked.length
  if (screen.ticked.length > most)
    return { type: 'problem', key: 'dialogue-choose-at-most', args: { most } }
  return { type: 'reply', reply: { type: 'options', indexes: screen.ticked } }
}

/** An address in a text; a file's name («приказ.docx») is none. */
const LINK =
  /(?:https?:\/\/|www\.)\S+\.\S+|(?:^|\s)[\wа-яё-]+(?:\.[\wа-яё-]+)*\.(?:ru|рф|su|com|org|net)(?:[/\s]|$)/i

function typed(screen: Screen, text: string, say: (label: Label) => string): Meaning {
  const { question } = screen
  if (question.options && question.options.length > 0) {
    const index = findOption(question, text, say)
    if (index !== undefined) {
      if (question.many) return { type: 'redraw', screen: tick(screen, index) }
      return { type: 'reply', reply: { type: 'option', index } }
    }
    const several = question.many && !question.expects ? findOptions(question, text, say) : []
    if (several.length > 0) {
      const ticked = [...new Set([...screen.ticked, ...several])].sort((a, b) => a - b)
      return { type: 'redraw', screen: { ...screen, ticked } }
    }
    if (!question.expects) return { type: 'problem', key: 'dialogue-choose-from-buttons' }
  }
  const { expects } = question
  if (!expects) return { type: 'problem', key: 'dialogue-choose-from-buttons' }
  if (expects.kind === 'file') {
    if (!expects.link) return { type: 'problem', key: 'dialogue-send-file' }
    if (!LINK.test(text)) return { type: 'problem', key: 'dialogue-send-file-or-link' }
    return readText({ kind: 'text', max: 1000 }, text)
  }
  return readText(expects, text)
}

/** How words are compared that people type: no matter the case, ё or е. */
export function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е').trim()
}

/** Whether the options are known by their own numbers, and not by their places in the list. */
export function areMarked(options: readonly Option[]): boolean {
  const marks = options.filter(({ apart }) => !apart).map(({ mark }) => mark)
  return marks.every(Boolean) && new Set(marks).size === marks.length
}

/** By the words on the button, by number, or by words that only one of them has. */
function findOption(
  { options = [], expects }: Question,
  text: string,
  say: (label: Label) => string,
): number | undefined {
  const wanted = fold(text)
  const labels = options.map(({ label }) => fold(say(label)))
  const byWords = labels.indexOf(wanted)
  if (byWords >= 0) return byWords
  // Beside a question for a number or a text, what is typed is more likely the answer itself.
  if (expects?.kind === 'number') return undefined
  if (areMarked(options)) {
    const byMark = options.findIndex(({ mark }) => mark === wanted.replace(/[.)]$/, ''))
    if (byMark >= 0) return byMark
  } else {
    const number = /^\d{1,4}$/.test(wanted) ? Number(wanted) : 0
    if (number >= 1 && number <= options.length) return number - 1
  }
  if (expects || wanted.length < 3) return undefined
  const having = labels.flatMap((label, i) => (hasWords(label, wanted) ? [i] : []))
  return having.length === 1 ? having[0] : undefined
}

/** «2, 5 и 7», «планирование, документы»: all of them, or none when one is not known. */
function findOptions(question: Question, text: string, say: (label: Label) => string): number[] {
  const found = text.split(/[,;\n]|\s+и\s+/).map((part) => findOption(question, part, say))
  return found.includes(undefined) ? [] : found.flatMap((index) => index ?? [])
}

/** «рощина» in «рощина елена петровна, школа № 2». */
function hasWords(label: string, wanted: string): boolean {
  const at = label.indexOf(wanted)
  return at === 0 || (at > 0 && !/[\p{L}\p{N}]/u.test(label.charAt(at - 1)))
}

function readText(expects: Expected, text: string): Meaning {
  const reply = (value: string): Meaning => ({
    type: 'reply',
    reply: { type: 'text', text: value },
  })
  switch (expects.kind) {
    case 'text': {
      const { min = 1, max = 2000 } = expects
      if (text.length < min)
        return { type: 'problem', key: 'dialogue-text-too-short', args: { min } }
      if (text.length > max)
        return {
          type: 'problem',
          key: 'dialogue-text-too-long',
          args: { max, length: text.length },
        }
      return reply(text)
    }
    case 'number': {
      const number = Number(text.replace(',', '.').replace(/\s/g, ''))
      const { min, max, whole } = expects
      if (text === '' || !Number.isFinite(number))
        return { type: 'problem', key: 'dialogue-number-expected' }
      if (whole && !Number.isInteger(number))
        return { type: 'problem', key: 'dialogue-whole-number-expected' }
      if (min !== undefined && number < min)
        return { type: 'problem', key: 'dialogue-number-at-least', args: { min } }
      if (max !== undefined && number > max)
        return { type: 'problem', key: 'dialogue-number-at-most', args: { max } }
      return reply(String(number))
    }
    case 'date': {
      const { min, max, rough = false } = expects
      const near = min && max ? readDayBetween(text, min, max) : null
      const day = readDay(text, { rough }) ?? near
      if (!day) return { type: 'problem', key: 'dialogue-date-expected' }
      if (min !== undefined && day < min)
        return { type: 'problem', key: 'dialogue-date-from', args: { day: min } }
      if (max !== undefined && day > max)
        return { type: 'problem', key: 'dialogue-date-until', args: { day: max } }
      return reply(day)
    }
  }
}
