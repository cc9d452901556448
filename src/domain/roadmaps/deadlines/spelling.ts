/** Mistyped words and words written together. */
import type { Word } from './word-classes.ts'
import { DICTIONARY, lookUp } from './words.ts'

/** One insertion, deletion, substitution or swap of neighbours apart. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++
  const left = a.slice(head, a.length - tail)
  const right = b.slice(head, b.length - tail)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

const TYPO_CLASSES = new Set([
  'month',
  'weekday',
  'adverb',
  'ongoing',
  'unit',
  'holidays',
  'school',
  'request',
  'need',
  'course',
])

/** The word meant by a mistyped form of five letters or more, when only one meaning is near. */
export function lookUpTypo(form: string): { form: string; word: Word } | null {
  if (form.length < 5 || form.length > 16) return null
  let found: { form: string; word: Word } | null = null
  for (const [known, word] of DICTIONARY) {
    if (known.length < 5 || known[0] !== form[0] || !TYPO_CLASSES.has(word.c)) continue
    if (!nearlySame(form, known)) continue
    if (found !== null && found.word !== word) return null
    found ??= { form: known, word }
  }
  return found
}

const GLUE = new Set([
  'to',
  'towards',
  'since',
  'along',
  'in',
  'on',
  'not',
  'later',
  'edge',
  'course',
  'unit',
  'month',
  'adverb',
  'whole',
  'period',
  'school',
  'every',
  'ongoing',
  'measure',
  'need',
  'request',
  'number',
])

/** Splits words written together («втечениегода») into known ones; null when that does not work out. */
export function splitGlued(form: string): string[] | null {
  if (form.length < 5 || form.length > 40) return null
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= form.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - 14); start < end; start++) {
      const before = best[start]
      const piece = form.slice(start, end)
      const word = before ? lookUp(piece) : null
      if (!before || !word || !GLUE.has(word.c)) continue
      const preposition =
        piece.length < 3 && ['в', 'до', 'с', 'со', 'по', 'к', 'на', 'не'].includes(piece)
      if (piece.length < 3 && !preposition) continue
      const candidate = [...before, piece]
      const current = best[end]
      if (!current || candidate.length < current.length) best[end] = candidate
    }
  }
  const pieces = best[form.length]
  if (!pieces || pieces.length < 2 || pieces.length > 5) return null
  const last = pieces[pieces.length - 1] ?? ''
  return last.length >= 3 && pieces.some((piece) => piece.length >= 4) ? pieces : null
}
