import { createHash } from 'node:crypto'

/** The texts in force, by code: what a consent is for. Plain data, read from locales. */
export interface ConsentTexts {
  readonly [code: string]: ConsentText | undefined
}

/** The contents that 152-ФЗ, article 9, part 4 asks for; `text` is what the person reads. */
export interface ConsentText {
  code: string
  /** Raised with every change of words: people are asked again. */
  version: number
  /** The day (ISO) from which this version is asked for, and the days that an older one counts after it. */
  since?: string | undefined
  reaskDays?: number | undefined
  /** Asked of every newcomer; others are given on a person's own wish. */
  required: boolean
  title: string
  operator: string
  purpose: string
  data: string
  actions: string
  term: string
  withdrawal: string
  /** What a parent's consent begins with; `{parent}` and `{child}` are their names. */
  ward?: string | undefined
  /** What can and what cannot be done without it: said after a refusal. */
  refusal: string
  /** The document; `{operator}`, `{data}` … and `{municipality}` stand for the fields above. */
  text: string
}

/** What a person reads and agrees to, word for word. */
export interface ConsentDocument {
  code: string
  version: number
  title: string
  text: string
  refusal: string
  /** SHA-256 of title, version and text, hexadecimal: what the person agreed to can be proven. */
  hash: string
}

/** `superseded`: given to an older text and not given anew within the term, or by a minor alone. */
export type ConsentAnswer = 'given' | 'refused' | 'withdrawn' | 'superseded'

/** Puts the document together for one municipality. */
export function consentDocument(
  source: ConsentText,
  municipality: string,
  names: { [name: string]: string } = {},
): ConsentDocument {
  const { code, version, title, refusal } = source
  const fields: Record<string, string> = {
    operator: source.operator,
    purpose: source.purpose,
    data: source.data,
    actions: source.actions,
    term: source.term,
    withdrawal: source.withdrawal,
    municipality,
    ...names,
  }
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole)
  const text = fill(fill(source.text)).trim()
  const hash = createHash('sha256').update(`${title}\n${version}\n${text}`).digest('hex')
  return { code, version, title, text, refusal, hash }
}

/** Whether nothing more may be processed, though what was stored is still there. */
export function isEnded(state: ConsentAnswer | 'none' | undefined): boolean {
  return state === 'refused' || state === 'superseded'
}

/** Whether somebody must be asked: never answered, answered to an older version, or the answer counts no more. */
export function isDue(
  text: ConsentText,
  last: { state: ConsentAnswer; version: number } | null,
): boolean {
  if (!text.required) return false
  if (last === null || last.state === 'superseded') return true
  return last.version < text.version && last.state !== 'withdrawn'
}
