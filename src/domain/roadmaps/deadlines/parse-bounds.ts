/** Bounds with words of their own: «между …», «начало …, окончание …», «… (не позднее)». */
import type { Cursor } from './cursor.ts'
import { parseSpans } from './parse-span.ts'
import type { Span } from './tree.ts'

/** «начало 01.09.2023, окончание 31.05.2024» of the column «даты начала и окончания». */
export function startAndEnd(cur: Cursor): Span | null {
  const side = (): Span | null => {
    if (!cur.takeMark(':')) cur.takeMark('-')
    const spans = parseSpans(cur)
    return spans?.length === 1 && spans[0]?.kind === 'day' ? spans[0] : null
  }
  cur.take('filler')
  const first = cur.word()
  if (first?.c !== 'edge' || first.e !== 'begin') return null
  cur.i++
  const from = side()
  if (!cur.takeMark(',')) cur.takeMark(';')
  cur.take('filler')
  const last = cur.word()
  if (!from || last?.c !== 'edge' || (last.e !== 'finish' && last.e !== 'end')) return null
  cur.i++
  const to = side()
  return to && { kind: 'range', from, to }
}

/** «между 1 и 15 октября». */
export function between(cur: Cursor): Span | null {
  if (!cur.take('between')) return null
  const spans = parseSpans(cur)
  if (spans?.length === 1 && cur.take('and')) spans.push(...(parseSpans(cur) ?? []))
  const [from, to] = spans ?? []
  if (!from || !to || spans?.length !== 2) return null
  return { kind: 'range', from, to }
}

/** «15 октября (не позднее)»; takes it. */
export function notLaterAfter(cur: Cursor): boolean {
  const found = cur.attempt(() => {
    const bracket = cur.takeMark('(')
    if (!bracket) cur.takeMark(',')
    if (!cur.take('not') || !cur.take('later')) return null
    return (bracket ? cur.takeMark(')') : cur.done || cur.isMark(';')) || null
  })
  return found ?? false
}
