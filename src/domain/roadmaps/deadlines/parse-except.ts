/** What is left out of a rhythm: «кроме июля и августа», «за исключением летних месяцев». */
import type { Cursor } from './cursor.ts'
import type { Span } from './tree.ts'

/** The months, seasons and holidays that are left out; null when something else is. */
export function parseExcept(cur: Cursor): Span[] | null {
  return cur.attempt(() => {
    cur.take('behind')
    if (!cur.take('except')) return null
    const spans: Span[] = []
    for (;;) {
      const span = excepted(cur)
      if (!span) return null
      spans.push(span)
      const place = cur.i
      if (!cur.takeMark(',') && !cur.take('and')) return spans
      if (!cur.is('month') && !cur.is('season') && !cur.is('vacation') && !cur.is('holidays')) {
        cur.i = place
        return spans
      }
    }
  })
}

function excepted(cur: Cursor): Span | null {
  if (!cur.take('period')) cur.takeUnit('month')
  const word = cur.word()
  if (word?.c === 'month') {
    cur.i++
    const from: Span = { kind: 'month', month: word.n, year: null }
    const last = cur.isMark('-') ? cur.word(1) : null
    if (last?.c !== 'month') return from
    cur.i += 2
    return { kind: 'range', from, to: { kind: 'month', month: last.n, year: null } }
  }
  if (word?.c === 'season') {
    cur.i++
    return { kind: 'season', n: word.n, year: null }
  }
  if (word?.c !== 'vacation' && word?.c !== 'holidays') return null
  const n = word.c === 'vacation' ? word.n : 0
  if (n > 0) cur.i++
  if (n > 0 && (cur.take('period') || cur.takeUnit('month')))
    return { kind: 'season', n, year: null }
  if (!cur.take('holidays')) return null
  cur.takeStem(/^(врем|период|дн)/)
  cur.flag('except')
  return { kind: 'holidays', n, year: null }
}
