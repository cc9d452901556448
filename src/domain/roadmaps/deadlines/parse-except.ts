/** What is left out of a rhythm: «кроме июля и августа», «за исключением летних месяцев». */
import type { Cursor } from './cursor.ts'
import { parseSpans } from './parse-span.ts'
import type { Span } from './tree.ts'

/** Stretches that a rhythm can leave out whole; a day or a year is asked about. */
const LEFT_OUT: Span['kind'][] = ['month', 'quarter', 'half', 'schoolHalf', 'season', 'holidays']

/** The months, quarters, halves, seasons and holidays that are left out; null when something else is. */
export function parseExcept(cur: Cursor): Span[] | null {
  return cur.attempt(() => {
    if (!takeOpening(cur)) return null
    const spans: Span[] = []
    for (;;) {
      const found = excepted(cur)
      if (!found?.every(mayBeLeftOut)) return null
      spans.push(...found)
      const place = cur.i
      if (!cur.takeMark(',') && !cur.take('and')) return spans
      const more = cur.attempt(() => excepted(cur))
      cur.i = place
      if (!more?.every(mayBeLeftOut)) return spans
      cur.i++
    }
  })
}

/** An exception that is not understood, taken whole up to the next «;»: its dates must not be read as dues. */
export function skipExcept(cur: Cursor): string[] | null {
  return cur.attempt(() => {
    const from = cur.i
    if (!takeOpening(cur)) return null
    while (!cur.done && !cur.isMark(';') && !cur.is('then')) cur.i++
    return cur.tokens.slice(from, cur.i).map((token) => token.text)
  })
}

function takeOpening(cur: Cursor): boolean {
  cur.take('behind')
  return cur.take('except')
}

const mayBeLeftOut = (span: Span): boolean =>
  span.kind === 'range'
    ? mayBeLeftOut(span.from) && mayBeLeftOut(span.to)
    : LEFT_OUT.includes(span.kind)

function excepted(cur: Cursor): Span[] | null {
  if (!cur.take('period')) cur.takeUnit('month')
  const word = cur.word()
  if (word?.c !== 'vacation' && word?.c !== 'holidays') return parseSpans(cur)
  const n = word.c === 'vacation' ? word.n : 0
  if (n > 0) cur.i++
  if (n > 0 && (cur.take('period') || cur.takeUnit('month')))
    return [{ kind: 'season', n, year: null }]
  if (!cur.take('holidays')) return null
  cur.takeStem(/^(врем|период|дн)/)
  cur.flag('except')
  return [{ kind: 'holidays', n, year: null }]
}
