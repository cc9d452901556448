/** Deadlines counted from an event: «в течение 10 дней со дня …», «после завершения …». */
import type { Cursor } from './cursor.ts'

const STOPS = new Set([',', ';', '(', ')', ':'])

/** The event's words up to a mark, as one text. */
function eventText(cur: Cursor, from: number): string {
  const outcome = cur.is('outcome', from + 1 - cur.i)
  for (; !cur.done; cur.i++) {
    const token = cur.peek()
    if (token?.type === 'mark' && STOPS.has(token.text)) break
    if (cur.is('then') || cur.is('adverb')) break
    // «по итогам года до 15 января»: the day is the deadline.
    if (outcome && cur.is('to') && datedAt(cur, 1)) break
    if (
      token?.type === 'date' ||
      token?.type === 'odd' ||
      (token?.type === 'num' && token.digits === 4)
    )
      cur.flag('event-date')
    if (cur.is('month') || cur.is('school') || cur.is('holidays') || cur.is('season'))
      cur.flag('event-date')
    if (cur.isUnit('year') || cur.isUnit('quarter') || cur.isUnit('half') || cur.isUnit('term'))
      cur.flag('event-date')
    if (cur.is('every') || cur.is('or')) cur.flag('event-more')
  }
  return cur.tokens
    .slice(from, cur.i)
    .map((token) => (token.type === 'roman' ? token.text.toUpperCase() : token.text))
    .join(' ')
    .replace(/ ([,)])/g, '$1')
    .replace(/\( /g, '(')
    .replace(/(\d) - /g, '$1-')
}

const datedAt = (cur: Cursor, ahead: number): boolean =>
  cur.peek(ahead)?.type === 'date' ||
  (cur.peek(ahead)?.type === 'num' && (cur.is('month', ahead + 1) || cur.is('number', ahead + 1)))

/** A stretch counted in days: «10 рабочих дней», «двух недель», «месяца». */
function duration(cur: Cursor): boolean {
  return (
    cur.attempt(() => {
      const token = cur.peek()
      const counted = token?.type === 'num' || cur.is('cardinal') || cur.is('ordinal')
      if (counted) cur.i++
      if (counted) cur.take('cardinal')
      if (counted && cur.isMark('-') && (cur.peek(1)?.type === 'num' || cur.is('cardinal', 1)))
        cur.i += 2
      if (counted && cur.isMark('(')) {
        while (!cur.done && !cur.isMark(')')) cur.i++
        cur.i++
      }
      if (!cur.take('working')) cur.take('calendar')
      const word = cur.word()
      if (cur.take('halfYear')) return true
      if (word?.c !== 'unit' || word.u === 'decade') return null
      if (!counted && word.u === 'year') return null
      cur.i++
      return true
    }) ?? false
  )
}

/** A deadline counted from an event; gives its words. */
export function parseEvent(cur: Cursor): string | null {
  return cur.attempt(() => {
    const from = cur.i
    if (!eventMarker(cur)) return null
    const marked = cur.i
    const text = eventText(cur, from)
    if (marked === cur.i) cur.flag('event-bare')
    return text
  })
}

/** Takes the words that make an event of what follows. */
function eventMarker(cur: Cursor): boolean {
  const opened = cur.take('not')
  if (opened && !cur.take('later') && !cur.take('earlier') && !cur.take('fewer')) return false
  // «не менее 1 часа в неделю» says how much, not when.
  const amount = opened && cur.is('fewer', -1)
  if (opened) cur.takeMark(',')
  if (opened) cur.take('than')
  if (opened && cur.is('next')) return cur.skip(1)
  if ((cur.is('in') || cur.is('on')) && cur.is('course', 1)) cur.skip(1)
  if (cur.take('course')) {
    cur.take('whole')
    return duration(cur)
  }
  if (cur.take('behind') || cur.take('through')) return duration(cur)
  if (cur.take('after') || cur.take('ahead') || cur.take('before')) return !cur.done
  if (cur.is('from') && /^событи/.test(cur.peek(1)?.text ?? '')) return cur.skip(2)
  if (cur.take('to')) return duration(cur) || untilEvent(cur)
  if (cur.take('at'))
    return cur.peek()?.type === 'word' && (cur.word() === null || cur.is('request'))
  if (cur.takeStem(/^(спустя|сразу|одновременно|немедленно|незамедлительно)$/)) return true
  const preposition = cur.word()?.c
  if (preposition && ['since', 'along', 'in', 'on', 'towards'].includes(preposition)) {
    cur.skip(1)
    return momentWord(cur, preposition)
  }
  // «3 рабочих дня после …», «за день до …»
  if (!duration(cur)) return false
  return (opened && !amount) || cur.is('since') || cur.is('after') || cur.is('to') || cur.is('from')
}

/** «до начала мероприятия», «до проведения»: an unknown word is an event, not a date. */
function untilEvent(cur: Cursor): boolean {
  const token = cur.peek()
  if (token?.type !== 'word') return false
  return token.word === null || ['edge', 'moment', 'request'].includes(token.word.c)
}

const ARRIVALS = /^(истечени|прибыти|получени|поступлени|назначени|достижени|оформлени)[июяе]+$/

const IN_EVENT =
  /^(ходе|время|процессе|рамках|дни|трехдневн|дневн|двухнедельн|недельн|десятидневн|месячн|пятидневн)/

function momentWord(cur: Cursor, preposition: string): boolean {
  const word = cur.word()
  if (word?.c === 'moment' || cur.isUnit('day')) return cur.skip(1)
  if (word?.c === 'next' && (cur.isUnit('day', 1) || cur.is('working', 1))) return cur.skip(2)
  if (preposition === 'along') {
    const done = word?.c === 'edge' && word.e === 'finish'
    const come = ARRIVALS.test(cur.peek()?.text ?? '')
    return done || come || word?.c === 'outcome' || word?.c === 'measure' ? cur.skip(1) : false
  }
  // «к началу мероприятия»
  if (preposition === 'towards') return cur.take('edge')
  if (preposition !== 'in') return false
  if (word?.c === 'period') return cur.skip(2)
  // «в 3-дневный срок»
  if (cur.peek()?.type === 'num' && cur.isMark('-', 1) && IN_EVENT.test(cur.peek(2)?.text ?? ''))
    return cur.skip(3)
  return cur.take('occasion') || cur.takeStem(IN_EVENT)
}

/** «не позднее 3 дней после …» is no date although it begins like one. */
export function durationEvent(cur: Cursor): string | null {
  const day = cur.peek(1)
  return day?.type === 'num' || cur.is('not')
    ? cur.attempt(() => (looksCounted(cur) ? parseEvent(cur) : null))
    : null
}

function looksCounted(cur: Cursor): boolean {
  for (let ahead = 0; ahead < 6; ahead++) {
    if (cur.is('number', ahead) || cur.is('month', ahead) || cur.peek(ahead)?.type === 'date')
      return false
    if (isNthWorkday(cur, ahead)) return false
    if (cur.is('working', ahead) || cur.is('calendar', ahead)) return !cur.is('ordinal', ahead - 1)
    if (cur.isUnit('day', ahead) || cur.isUnit('week', ahead) || cur.isUnit('month', ahead))
      return !cur.is('ordinal', ahead - 1)
  }
  return false
}

/** «5 рабочего дня месяца», «первый рабочий день сентября»: a day of its own, no stretch of days. */
export function isNthWorkday(cur: Cursor, ahead: number): boolean {
  if (!cur.is('working', ahead) || !/^рабоч(ий|его)$/.test(cur.peek(ahead)?.text ?? ''))
    return false
  if (!cur.isUnit('day', ahead + 1)) return false
  const of = cur.word(ahead + 2)
  const next = cur.peek(ahead + 2)
  // «ежемесячно, не позднее 3-го рабочего дня»
  const number = cur.peek(ahead - 1)
  const nth = cur.is('ordinal', ahead - 1) || (number?.type === 'num' && number.ordinal)
  if (nth && (next === undefined || next.type === 'mark')) return true
  if (of?.c === 'unit') return of.u === 'month' || of.u === 'quarter' || of.u === 'half'
  return of?.c === 'month' || of?.c === 'every'
}
