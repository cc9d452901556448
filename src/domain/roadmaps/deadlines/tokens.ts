/** Text → tokens: words with their meaning, numbers, dates, marks. */
import { joinTorn, untilTime } from './mend-tokens.ts'
import { nameMonths, readRomanMonths } from './month-numbers.ts'
import { cyrillic, mendDigits, normalise, romanValue, SHORTHANDS } from './normalise.ts'
import { dotted, numeric, USUAL_DATE } from './numeric-tokens.ts'
import { lookUpTypo, splitGlued } from './spelling.ts'
import type { Word } from './word-classes.ts'
import { lookUp } from './words.ts'

export type Token = { text: string } & (
  | { type: 'num'; value: number; digits: number; ordinal: boolean }
  | { type: 'roman'; value: number }
  | { type: 'date'; day: number; month: number; year: number | null }
  | { type: 'time' }
  | { type: 'word'; word: Word | null }
  | { type: 'mark' }
  | { type: 'odd' }
)

export interface Lexed {
  tokens: Token[]
  /** Repairs to ask about: [as printed, as read]. */
  repairs: [string, string][]
}

const SUFFIX = /-(?:ый|ой|ая|ое|ого|го|ом|й|я|е|м)(?![а-яa-z])/y
const WORD = /[а-яa-zіё]+(?:¬[а-яa-z]+)?/y
/** Quotes and list marks say nothing; a dot only closes an abbreviation or a number. */
const BLANKS = new Set([...' ."«»\'“”„|\\*[]•·№'])

/** Lexes a normalised or raw phrase. Never throws. */
export function lex(phrase: string): Lexed {
  const repairs: [string, string][] = []
  let text = normalise(phrase)
  for (const [pattern, to] of SHORTHANDS) text = text.replace(pattern, to)
  text = nameMonths(mendDigits(readRomanMonths(text, repairs), repairs))
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const before = tokens[tokens.length - 1]
    const token = numeric(text, at, before) ?? null
    if (token) {
      tokens.push(token)
      if (token.type === 'date' && !USUAL_DATE.test(token.text))
        repairs.push([token.text, dotted(token)])
      at += token.text.length
      continue
    }
    WORD.lastIndex = at
    const found = WORD.exec(text)
    if (found) {
      pushWord(found[0], tokens, repairs)
      at += found[0].length
      // «I-е полугодие»
      SUFFIX.lastIndex = at
      if (tokens[tokens.length - 1]?.type === 'roman') at += SUFFIX.exec(text)?.[0].length ?? 0
      continue
    }
    const char = text[at] ?? ''
    if (!BLANKS.has(char)) tokens.push({ type: 'mark', text: char })
    at++
  }
  return { tokens: untilTime(joinTorn(tokens)), repairs }
}

function pushWord(raw: string, tokens: Token[], repairs: [string, string][]): void {
  if (raw.includes('¬')) {
    const joined = raw.replace('¬', '')
    if (lookUp(joined)) {
      tokens.push({ type: 'word', text: joined, word: lookUp(joined) })
      return
    }
    const [left = '', right = ''] = raw.split('¬')
    pushWord(left, tokens, repairs)
    tokens.push({ type: 'mark', text: '-' })
    pushWord(right, tokens, repairs)
    return
  }
  const roman = romanValue(raw)
  if (roman !== null) {
    tokens.push({ type: 'roman', text: raw, value: roman })
    return
  }
  const form = cyrillic(raw)
  const word = lookUp(form)
  const pieces = word ? null : splitGlued(form)
  const typo = word || pieces ? null : lookUpTypo(form)
  if (pieces)
    for (const piece of pieces) tokens.push({ type: 'word', text: piece, word: lookUp(piece) })
  else tokens.push({ type: 'word', text: form, word: word ?? typo?.word ?? null })
  if (typo) repairs.push([raw, typo.form])
}
