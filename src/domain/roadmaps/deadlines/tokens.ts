/** Text → tokens: dashes, blanks, look-alike letters and numeric dates are settled here. */
import { lookUpTypo, splitGlued } from './spelling.ts'
import { lookUp, type Word } from './words.ts'

export type Token = { text: string; glued?: boolean } & (
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

const LATIN_TWINS: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}
const ROMANS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** Lower case, «ё» as «е», one kind of dash and blank. */
export function normalise(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐‑‒–—―−﹣－]/g, '-')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/([а-я])-\s*\n\s*([а-я]+)/g, (_, a: string, b: string) => `${a}¬${b}`)
    .replace(/\s+/g, ' ')
    .trim()
}

function romanValue(word: string): number | null {
  const latin = word.replace(/[іl|]/g, 'i').replace(/х/g, 'x').replace(/[уy]/g, 'v')
  if (!/[ivx]/.test(word.replace(/[іl|]/g, 'i'))) return null
  const index = ROMANS.indexOf(latin)
  return index < 0 ? null : index + 1
}

const cyrillic = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => LATIN_TWINS[letter] ?? letter)

const USUAL_DATE =
  /^(\d{1,2}\.\s?\d{1,2}(\.\s?(\d{4}|\d{2}))?|\d{1,2} \.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\d\d[/-]\d\d[/-]\d{4})$/

const dotted = (date: { day: number; month: number; year: number | null }): string =>
  [date.day, date.month, date.year].filter((part) => part !== null).join('.')

const century = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

const RULES: {
  at: RegExp
  make: (found: RegExpExecArray, before: Token | undefined) => Token | null
}[] = [
  {
    at: /(\d{4})-(\d{2})-(\d{2})(?!\d)/y,
    make: (f) => ({
      type: 'date',
      text: f[0],
      day: Number(f[3]),
      month: Number(f[2]),
      year: Number(f[1]),
    }),
  },
  {
    // 01.09.2023, 1.9.23, 01. 09. 2023, 01/09/2023, 01-09-2023, and the comma slip 01,09.2023
    at: /(\d{1,2}) ?([.,/-])\.? ?(\d{1,2}) ?([.,/-])\.? ?(\d{4}|\d{2})(?![\d:])/y,
    make: (f) => {
      const [, day, one, month, two, year] = f
      const dotted = one === '.' || two === '.'
      if (!dotted && (one !== two || one === ',' || year?.length !== 4)) return null
      if (dotted && one !== two && (one === '-' || one === '/' || two === '-' || two === '/'))
        return null
      if (year?.length === 2 && / /.test(f[0])) return null
      return {
        type: 'date',
        text: f[0],
        day: Number(day),
        month: Number(month),
        year: century(year ?? ''),
      }
    },
  },
  {
    // Lost dots: 10 09 2023, 30.092023, 30,09,2023.
    at: /(\d{2})[ .,]?(0\d|1[0-2])[ .,]?(20\d\d)(?![\d:])/y,
    make: (f) =>
      f[0].length === 8
        ? null
        : { type: 'date', text: f[0], day: Number(f[1]), month: Number(f[2]), year: Number(f[3]) },
  },
  { at: /([01]?\d|2[0-3]):[0-5]\d(?!\d)/y, make: (f) => ({ type: 'time', text: f[0] }) },
  {
    at: /([01]?\d|2[0-3])-(00|30)(?![\d.])/y,
    make: (f, before) => {
      const word = before?.type === 'word' ? before.word?.c : null
      if (
        word === 'in' ||
        (f[2] === '00' && (word === 'to' || word === 'since' || before?.type === 'date'))
      )
        return { type: 'time', text: f[0] }
      return null
    },
  },
  {
    at: /(\d{1,2})\.(\d{2})(?![\d])(?!\.\d)/y,
    make: (f, before) => {
      const day = Number(f[1])
      const month = Number(f[2])
      if (month >= 1 && month <= 12) return { type: 'date', text: f[0], day, month, year: null }
      if (month === 0 && day < 24) return { type: 'time', text: f[0] }
      const after =
        before?.type === 'word' &&
        (before.word?.c === 'in' || before.word?.c === 'since' || before.word?.c === 'to')
      if (after && day < 24 && month < 60) return { type: 'time', text: f[0] }
      return { type: 'odd', text: f[0] }
    },
  },
  {
    at: /\d+(?:[.,]\d+)+/y,
    make: (f) => (/^\d{1,2}(,\d{1,2})+$/.test(f[0]) ? null : { type: 'odd', text: f[0] }),
  },
  {
    at: /(\d+)(?:-?(?:ый|ий|ой|ая|ое|ого|ому|ом|ых|ую|го|му|ти|х|й|я|е|м|ю))(?![а-яa-z])/y,
    make: (f) => num(f[1] ?? '', f[0], true),
  },
  { at: /\d+/y, make: (f) => num(f[0], f[0], false) },
]

function num(digits: string, text: string, ordinal: boolean): Token {
  return { type: 'num', text, value: Number(digits.slice(0, 9)), digits: digits.length, ordinal }
}

const SUFFIX = /-(?:ый|ой|ая|ое|ого|го|ом|й|я|е|м)(?![а-яa-z])/y
const WORD = /[а-яa-zіё]+(?:¬[а-яa-z]+)?/y
const SHORTHANDS: [RegExp, string][] = [
  [/\bп\/г\b/g, 'пг'],
  [/(^|[^а-я])п\/г(?![а-я])/g, '$1пг'],
  [/(^|[^а-я])г\.? ?г\.?(?![а-я])/g, '$1гг '],
  [/(^|[^а-я])в\s?теч\.(?=\s)/g, '$1в течение'],
  [/(^|[^а-я])(?:т\.? ?г|с\.? ?г|тек\.? г)\.(?![а-я])/g, '$1текущего года'],
  [/(^|[^а-я])у(?:ч)?\. ?г(?:од[а-я]*)?\.?(?![а-я])/g, '$1учебный год'],
]

/** Quotes and list marks say nothing; a dot only closes an abbreviation or a number. */
const BLANKS = new Set([...' ."«»\'“”„|\\*[]•·№'])

/** Digits typed as letters: О for 0 and З for 3 inside a number. */
function mendDigits(text: string, repairs: [string, string][]): string {
  return text.replace(
    /(^|[^а-яa-z0-9])([0-9oоз][0-9oоз.]*)(?![а-яa-z0-9])/g,
    (all, before: string, run: string) => {
      if (!/[oоз]/.test(run) || !/\d/.test(run)) return all
      const mended = run.replace(/[oо]/g, '0').replace(/з/g, '3')
      repairs.push([run, mended])
      return before + mended
    },
  )
}

/** Lexes a normalised or raw phrase. Never throws. */
export function lex(phrase: string): Lexed {
  const repairs: [string, string][] = []
  let text = normalise(phrase)
  for (const [pattern, to] of SHORTHANDS) text = text.replace(pattern, to)
  text = mendDigits(text, repairs)
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
  return { tokens: joinTorn(tokens), repairs }
}

function numeric(text: string, at: number, before: Token | undefined): Token | null {
  if (!/\d/.test(text[at] ?? '')) return null
  for (const rule of RULES) {
    rule.at.lastIndex = at
    const found = rule.at.exec(text)
    const token = found ? rule.make(found, before) : null
    if (token) return token
  }
  return null
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

/** «сентя брь» → «сентябрь»: an unknown word that makes a known one with its neighbour. */
function joinTorn(tokens: Token[]): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const before = out[out.length - 1]
    if (token.type === 'word' && before?.type === 'word' && (!token.word || !before.word)) {
      const joined = lookUp(before.text + token.text)
      if (joined && (before.text + token.text).length >= 4) {
        out[out.length - 1] = { type: 'word', text: before.text + token.text, word: joined }
        continue
      }
    }
    out.push(token)
  }
  return out
}
