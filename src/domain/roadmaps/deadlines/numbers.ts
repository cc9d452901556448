/** Numbers that stand before what they count. */
import type { Cursor } from './cursor.ts'
import type { Span } from './tree.ts'

/** A number or a run of them: «1-3». */
export interface Run {
  from: number
  to: number
}

/** The number at the cursor: digits, Roman, or an ordinal word; not a year. */
function numberAt(cur: Cursor): { value: number; length: number } | null {
  const token = cur.peek()
  if (token?.type === 'num') return token.digits <= 2 ? { value: token.value, length: 1 } : null
  if (token?.type === 'roman') return { value: token.value, length: 1 }
  if (token?.type !== 'word') return null
  const word = token.word
  const next = cur.word(1)
  if (
    word?.c === 'cardinal' &&
    (word.n === 20 || word.n === 30) &&
    next?.c === 'ordinal' &&
    next.n > 0 &&
    next.n < 10
  )
    return { value: word.n + next.n, length: 2 }
  if (word?.c === 'ordinal') return { value: word.n, length: 1 }
  // «Ш квартал», «П полугодие»: Roman numerals typed in Cyrillic.
  const typed = token.text === 'ш' ? 3 : token.text === 'п' ? 2 : token.text === 'пп' ? 2 : null
  const head = cur.word(1)?.c
  if (
    typed !== null &&
    (head === 'unit' || cur.isMark('-', 1) || cur.is('and', 1) || cur.isMark(',', 1))
  ) {
    return { value: typed, length: 1 }
  }
  return null
}

/** «1», «1-3», «1, 5 и 20»; takes them. */
export function parseRuns(cur: Cursor): Run[] {
  const runs: Run[] = []
  for (;;) {
    const first = numberAt(cur)
    if (!first) return runs
    cur.i += first.length
    const run = { from: first.value, to: first.value }
    runs.push(run)
    if (cur.isMark('-')) {
      cur.i++
      const last = numberAt(cur)
      if (!last) {
        cur.i--
        return runs
      }
      cur.i += last.length
      run.to = last.value
    }
    const place = cur.i
    if (!cur.takeMark(',') && !cur.take('and') && !cur.takeMark('/') && !cur.takeMark(';'))
      return runs
    if (!numberAt(cur)) {
      cur.i = place
      return runs
    }
  }
}

/** The span of each number, a range for a run. */
export const ranged = (run: Run, make: (n: number) => Span): Span =>
  run.from === run.to ? make(run.from) : { kind: 'range', from: make(run.from), to: make(run.to) }

/** A bare number before «по …»: «с 1 по 15 сентября»; its head comes from the other end. */
export function parseBareNumber(cur: Cursor): number | null {
  const found = numberAt(cur)
  if (!found || found.value < 1) return null
  cur.i += found.length
  return found.value
}

/** The span of a bare number, made like its other end. */
export function likeOther(n: number, other: Span): Span | null {
  switch (other.kind) {
    case 'day':
      return { ...other, day: n }
    case 'lastDay':
      return { kind: 'day', day: n, month: other.month, year: other.year }
    case 'workday':
      return { ...other, n }
    case 'quarter':
    case 'half':
    case 'term':
    case 'schoolHalf':
      return { ...other, n }
    default:
      return null
  }
}
