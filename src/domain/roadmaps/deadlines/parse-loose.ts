/** What has no day of its own: continuous work, requests, schedules, events. */
import type { Cursor } from './cursor.ts'
import { parseSpans } from './parse-span.ts'
import type { Appointment, Span } from './tree.ts'

const TAIL =
  /^(реализ|действ|внедр|программ|проект|модел|план|дорожн|карт|мероприят|наставнич|целев|муниципал|сопровожд|исполнен|выполнен|апробац|эксперимент|работ|проведен|этап|функционир|деятельн)/

function skipTail(cur: Cursor): void {
  while (
    cur.peek()?.type === 'word' &&
    (cur.word() === null || cur.is('schedule')) &&
    TAIL.test(cur.peek()?.text ?? '')
  )
    cur.i++
}

/** «постоянно», «в течение года», «весь период реализации»; `null` inside = the whole plan. */
export function parseOngoing(cur: Cursor): { within: Span | null } | null {
  return cur.attempt(() => {
    if (cur.take('ongoing')) return { within: null }
    if (cur.take('permanent')) return { within: null }
    if (cur.take('steady')) {
      cur.flag('steady')
      return { within: null }
    }
    if (cur.is('on') && cur.is('permanent', 1) && cur.is('doer', 2)) {
      cur.i += 3
      return { within: null }
    }
    if (/^кругл/.test(cur.peek()?.text ?? '') && cur.isUnit('year', 1)) {
      cur.i += 2
      return { within: null }
    }
    const lead = cur.take('in') || cur.take('on')
    const course = cur.take('course')
    const whole = cur.take('whole')
    if (cur.is('period') || cur.is('deadline')) {
      cur.i++
      const place = cur.i
      skipTail(cur)
      return course || whole || (place !== cur.i && (lead || cur.done || cur.isMark(',')))
        ? { within: null }
        : null
    }
    if (!course && !whole) return null
    const tail = cur.i
    skipTail(cur)
    if (course && tail !== cur.i) return { within: null }
    cur.take('current')
    if (cur.is('every') && cur.isUnit('year', 1)) {
      cur.i += 2
      cur.flag('several-years')
      return { within: null }
    }
    if (course && cur.take('calendar') && !cur.isUnit('year')) return null
    if (cur.takeUnit('year')) {
      skipTail(cur)
      cur.flag('several-years')
      return { within: null }
    }
    const spans = parseSpans(cur)
    const within = spans?.[0]
    if (!within || spans.length > 1) return null
    if (course && within.kind === 'schoolYear' && within.year === null) return { within }
    if (within.kind !== 'year' && within.kind !== 'years' && within.kind !== 'schoolYear')
      cur.flag('within-part')
    return { within }
  })
}

/** Unknown words after «по запросу …», «по плану …», up to a mark. */
function skipUnknown(cur: Cursor): void {
  for (;;) {
    const token = cur.peek()
    if (token?.type !== 'word') return
    const next = cur.peek(1)
    const joins =
      (token.word?.c === 'since' ||
        token.word?.c === 'and' ||
        token.word?.c === 'in' ||
        token.word?.c === 'from') &&
      next?.type === 'word' &&
      next.word === null
    if (token.word !== null && !joins) return
    cur.i++
  }
}

/** «по запросу», «по мере необходимости», «по согласованию», «по плану». */
export function parseRequest(cur: Cursor): Appointment | null {
  return cur.attempt(() => {
    const how = requestWords(cur)
    if (how) skipUnknown(cur)
    return how
  })
}

const SETTLED = /^(установл|предусмотр|определен|утвержден|указан|регламентирован)/

/** «согласно плану», «в соответствии с графиком». */
function byPaper(cur: Cursor): Appointment {
  cur.take('since')
  cur.take('schedule')
  return 'schedule'
}

function requestWords(cur: Cursor): Appointment | null {
  if (cur.take('at')) return cur.take('need') ? 'need' : null
  if (cur.take('in')) {
    if (cur.take('accord')) return byPaper(cur)
    if (cur.take('occasion')) return cur.take('need') ? 'need' : null
    if (cur.takeStem(SETTLED))
      return cur.take('deadline') || cur.takeStem(/^порядк/) ? 'schedule' : null
    if (!cur.take('deadline')) return null
    cur.takeMark(',')
    return cur.takeStem(SETTLED) ? 'schedule' : null
  }
  if (cur.take('accord')) return byPaper(cur)
  if (!cur.take('along')) return null
  const measure = cur.take('measure')
  for (let adjectives = 0; adjectives < 3; adjectives++) {
    if (cur.take('need')) return 'need'
    if (cur.take('request')) return measure ? 'need' : 'request'
    if (measure) return null
    if (cur.take('agreement')) return 'agreement'
    if (cur.take('schedule')) return 'schedule'
    const word = cur.word()
    const adjective = word === null || ['working', 'calendar', 'school', 'ordinal'].includes(word.c)
    if (cur.peek()?.type !== 'word' || !adjective) return null
    cur.i++
  }
  return null
}

const STOPS = new Set([',', ';', '(', ')', ':'])

/** The event's words up to a mark, as one text. */
function eventText(cur: Cursor, from: number): string {
  for (; !cur.done; cur.i++) {
    const token = cur.peek()
    if (token?.type === 'mark' && STOPS.has(token.text)) break
    if (cur.is('then') || cur.is('adverb')) break
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
  if (opened && !cur.take('later') && !cur.take('earlier')) return false
  if (opened) cur.takeMark(',')
  if (opened) cur.take('than')
  if (opened && cur.is('next')) return cur.skip(1)
  if (cur.is('in') && cur.is('course', 1)) cur.skip(1)
  if (cur.take('course')) {
    cur.take('whole')
    return duration(cur)
  }
  if (cur.take('behind') || cur.take('through')) return duration(cur)
  if (cur.take('after') || cur.take('ahead') || cur.take('before')) return !cur.done
  if (cur.is('from') && /^событи/.test(cur.peek(1)?.text ?? '')) return cur.skip(2)
  if (cur.take('to')) return duration(cur) || untilEvent(cur)
  if (cur.take('at')) return cur.peek()?.type === 'word' && cur.word() === null
  if (cur.takeStem(/^(спустя|сразу|одновременно|немедленно|незамедлительно)$/)) return true
  const preposition = cur.word()?.c
  if (preposition && ['since', 'along', 'in', 'on', 'towards'].includes(preposition)) {
    cur.skip(1)
    return momentWord(cur, preposition)
  }
  // «3 рабочих дня после …», «за день до …»
  if (!duration(cur)) return false
  return opened || cur.is('since') || cur.is('after') || cur.is('to') || cur.is('from')
}

/** «до начала мероприятия», «до проведения»: an unknown word is an event, not a date. */
function untilEvent(cur: Cursor): boolean {
  const token = cur.peek()
  if (token?.type !== 'word') return false
  return token.word === null || ['edge', 'moment', 'request'].includes(token.word.c)
}

const IN_EVENT =
  /^(ходе|время|процессе|рамках|дни|трехдневн|дневн|двухнедельн|недельн|десятидневн|месячн|пятидневн)/

function momentWord(cur: Cursor, preposition: string): boolean {
  const word = cur.word()
  if (word?.c === 'moment' || cur.isUnit('day')) return cur.skip(1)
  if (word?.c === 'next' && (cur.isUnit('day', 1) || cur.is('working', 1))) return cur.skip(2)
  if (preposition === 'along') {
    const done = word?.c === 'edge' && word.e === 'finish'
    return done || word?.c === 'outcome' || word?.c === 'measure' ? cur.skip(1) : false
  }
  // «к началу мероприятия»
  if (preposition === 'towards') return cur.take('edge')
  if (preposition !== 'in') return false
  // «в 3-дневный срок»
  if (cur.peek()?.type === 'num' && cur.isMark('-', 1) && IN_EVENT.test(cur.peek(2)?.text ?? ''))
    return cur.skip(3)
  return cur.take('occasion') || cur.takeStem(IN_EVENT)
}
