/** Tokens → clauses: the top level of the grammar. */
import { Cursor, type Flag } from './cursor.ts'
import { durationEvent, parseEvent } from './parse-event.ts'
import { parseEvery } from './parse-every.ts'
import { parseExcept, skipExcept } from './parse-except.ts'
import { parseItems } from './parse-items.ts'
import { parseOngoing, parseRequest } from './parse-loose.ts'
import type { Recurrence } from './recurrence.ts'
import type { Token } from './tokens.ts'
import type { Appointment, Item, Span, Unit } from './tree.ts'

/** What stood before a clause: a mark, «и», «или», «(», or nothing. */
export type Separator = '' | ',' | ';' | '-' | '/' | 'and' | 'or' | '('

export type Clause = { sep: Separator } & (
  | { c: 'items'; items: Item[]; bare: boolean }
  | { c: 'every'; rec: Recurrence }
  | { c: 'ongoing'; within: Span | null }
  | { c: 'request'; how: Appointment }
  | { c: 'event'; text: string }
  | { c: 'except'; spans: Span[] }
  | { c: 'then' }
)

export interface Parsed {
  clauses: Clause[]
  flags: Flag[]
  /** Words and numbers that no rule took. */
  unread: string[]
}

const SEPARATORS: Record<string, Separator> = {
  ',': ',',
  ';': ';',
  '-': '-',
  '/': '/',
  '(': '(',
  ':': ',',
}
const HARMLESS = new Set([
  '"',
  '«',
  '»',
  "'",
  '“',
  '”',
  '„',
  '|',
  '\\',
  '*',
  ')',
  '[',
  ']',
  '•',
  '·',
])

/** Reads the tokens into clauses; what is not understood lands in `unread`. */
export function parse(tokens: Token[]): Parsed {
  const cur = new Cursor(tokens)
  const clauses: Clause[] = []
  const unread: string[] = []
  let sep: Separator = ''
  while (!cur.done) {
    const token = cur.peek()
    if (token?.type === 'mark') {
      const mark = SEPARATORS[token.text]
      if (mark === '(' && skipComment(cur)) continue
      cur.i++
      if (mark) {
        sep = sep === 'or' ? sep : mark
        if (mark === '-' && cur.done) cur.flag('dangling')
      } else if (token.text === '?') cur.flag('unsure')
      else if (!HARMLESS.has(token.text)) unread.push(token.text)
      continue
    }
    if (cur.is('and') || cur.is('or')) {
      sep = cur.is('and') ? 'and' : 'or'
      if (cur.is('or')) cur.flag('or')
      cur.i++
      continue
    }
    if (cur.take('filler') || takeTime(cur) || takeStage(cur)) continue
    if (cur.take('approx')) {
      cur.flag('approximate')
      continue
    }
    const start = cur.i
    const clause = parseClause(cur, clauses)
    if (clause && cur.i > start) {
      clauses.push({ ...clause, sep } as Clause)
      sep = ''
      continue
    }
    const skipped = skipExcept(cur)
    if (skipped) {
      unread.push(...skipped)
      continue
    }
    cur.i = start + 1
    if (!openingOnly(cur, start) && !addressee(token)) unread.push(token?.text ?? '')
  }
  return { clauses, flags: cur.flags, unread }
}

const ADDRESSEES =
  /^(мку|муц|имц|кимц|ниро|ипк|рцн|гуо|рмк|ммц|моио|оо|моу|мбоу|маоу|мбдоу|доу|спо|департамент[а-я]*|управлени[еюя]|образовани[яюе]|директор[а-я]*|руководител[а-я]*|куратор[а-я]*|координатор[а-я]*|методист[а-я]*|администраци[а-я]*|педагог[а-я]*|педсовет|комитет[а-я]*|отдел[а-я]*|министерств[а-я]*|родител[а-я]*|наставник[а-я]*|муниципальн[а-я]*)$/

/** Whom to inform («МКУ «ИМЦ», до 11.09.2023») changes nothing about when. */
const addressee = (token: Token | undefined): boolean =>
  token?.type === 'word' && token.word === null && ADDRESSEES.test(token.text)

/** «Срок:», «в срок» standing before what is read next. */
function openingOnly(cur: Cursor, at: number): boolean {
  const token = cur.tokens[at]
  if (token?.type !== 'word') return false
  const next = cur.tokens[at + 1]
  const c = token.word?.c
  if (c === 'in')
    return next?.type === 'word' && (next.word?.c === 'deadline' || next.word?.c === 'period')
  return (c === 'deadline' || c === 'period') && next !== undefined
}

function takeTime(cur: Cursor): boolean {
  const found = cur.attempt(() => {
    const until = cur.is('to')
    if (!cur.take('in') && !cur.take('since')) cur.take('to')
    if (cur.peek()?.type === 'time') {
      cur.i++
      if (cur.isMark('-') && cur.peek(1)?.type === 'time') cur.i += 2
    } else if (cur.peek()?.type === 'num' && cur.isUnit('hour', 1)) cur.i++
    else return null
    cur.takeUnit('hour')
    if (cur.peek()?.type === 'num' && cur.isUnit('minute', 1)) cur.i += 2
    // «до 15.00 20 мая» is due that day.
    if (until && !cur.done) cur.flag('mixed')
    return true
  })
  return found ?? false
}

/** «1 этап:», «этап II –» beside a deadline names a stage; takes it. */
function takeStage(cur: Cursor): boolean {
  const found = cur.attempt(() => {
    const numbered = (): boolean => {
      const type = cur.peek()?.type
      return type === 'num' || type === 'roman' || cur.is('ordinal') ? cur.skip(1) : false
    }
    const before = numbered()
    if (!cur.takeStem(/^этап[а-я]*$/)) return null
    return before || numbered() || null
  })
  return found ?? false
}

/** A bracket of unknown words only («(для молодых педагогов)») says nothing of time. */
function skipComment(cur: Cursor): boolean {
  const risky =
    /^(кром|исключ|нет|без|перен|отмен|вместо|факт|предвар|фактич|план|ориент|кажд|четн|нечетн|сдвиг|прод)/
  return (
    cur.attempt(() => {
      cur.i++
      if (/^(приказ|протокол|письм|распоряж|постановл)/.test(cur.peek()?.text ?? ''))
        return document(cur)
      let words = 0
      for (; !cur.done && !cur.isMark(')'); cur.i++) {
        const token = cur.peek()
        if (token?.type === 'mark') {
          if (!HARMLESS.has(token.text) && token.text !== ',' && token.text !== '-') return null
          continue
        }
        if (token?.type !== 'word' || risky.test(token.text)) return null
        const c = token.word?.c
        if (c && !['and', 'in', 'on', 'along', 'since', 'from', 'at'].includes(c)) return null
        if (!c) words++
      }
      if (cur.done || words === 0) return null
      cur.i++
      return true
    }) ?? false
  )
}

/** «(приказ № 5 от 01.09.2023)»: the date of a paper is no deadline. */
function document(cur: Cursor): true | null {
  const from = cur.i
  while (!cur.done && !cur.isMark(')')) cur.i++
  if (cur.done) return null
  if (cur.i - from > 1) cur.flag('comment')
  return cur.skip(1)
}

type Body = Clause extends infer C ? (C extends Clause ? Omit<C, 'sep'> : never) : never

function parseClause(cur: Cursor, before: Clause[]): Body | null {
  if (cur.is('then') || (cur.is('in') && cur.is('then', 1))) {
    cur.i += cur.is('in') ? 2 : 1
    return { c: 'then' }
  }
  const except = parseExcept(cur)
  if (except) return { c: 'except', spans: except }
  const how = parseRequest(cur)
  if (how) return { c: 'request', how }
  const ongoing = parseOngoing(cur)
  if (ongoing) return { c: 'ongoing', within: ongoing.within }
  const rec = cur.attempt(() => parseEvery(cur)) ?? impliedUnit(cur, before)
  if (rec) return { c: 'every', rec }
  const event = durationEvent(cur)
  if (event !== null) return { c: 'event', text: event }
  const group = parseItems(cur)
  if (group) return { c: 'items', ...group }
  const text = parseEvent(cur)
  return text === null ? null : { c: 'event', text }
}

/** «последняя пятница месяца», «конец квартала»: the unit itself repeats. */
function impliedUnit(cur: Cursor, before: Clause[]): Recurrence | null {
  const last = before[before.length - 1]
  if (last?.c !== 'items' || !last.items.some((item) => needsUnit(item.span))) return null
  const word = cur.word()
  if (word?.c !== 'unit' || !['month', 'quarter', 'half', 'term', 'week'].includes(word.u))
    return null
  cur.i++
  if (last.items.some((item) => item.span.kind === 'part')) cur.flag('unit-implied')
  if (word.u === 'term') cur.flag('terms')
  return { unit: word.u as Unit, step: 1, items: [], following: false }
}

/** Whether the span says nothing without a month or a unit around it. */
export function needsUnit(span: Span): boolean {
  switch (span.kind) {
    case 'day':
    case 'lastDay':
    case 'workday':
    case 'week':
    case 'nthMonth':
      return span.month === null
    case 'weekday':
      return span.month === null && span.n !== null
    case 'part':
      return span.of === null
    case 'range':
      return needsUnit(span.from) || needsUnit(span.to)
    default:
      return false
  }
}
