/** What has no day of its own: continuous work, requests, schedules, events. */
import type { Cursor } from './cursor.ts'
import { parseSpans } from './parse-span.ts'
import type { Appointment, Span } from './tree.ts'

const TAIL =
  /^(реализ|действ|внедр|программ|проект|модел|план|дорожн|карт|мероприят|наставнич|целев|муниципал|сопровожд|исполнен|выполнен|апробац|эксперимент|работ|проведен|этап|функционир|деятельн|обучен|участ|адаптац|взаимодейств|стажировк|подготовк)/

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
    const basis = (cur.is('on') || cur.is('in')) && cur.is('doer', 2)
    if (basis && (cur.is('permanent', 1) || cur.is('steady', 1))) {
      if (cur.is('steady', 1)) cur.flag('steady')
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
    // «в период проведения конкурса» is an event.
    if (cur.is('period') && /^проведен/.test(cur.peek(1)?.text ?? '')) return null
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
    if (token.word !== null && token.word.c !== 'request' && !joins) return
    cur.i++
  }
}

/** «по запросу», «по мере необходимости», «по согласованию», «по плану». */
export function parseRequest(cur: Cursor): Appointment | null {
  return cur.attempt(() => {
    const how = requestWords(cur)
    if (how) skipUnknown(cur)
    if (how) cur.attempt(() => paperDate(cur))
    return how
  })
}

/** «(приказом) от 12.03.2024 № 45»: the date of a paper is no deadline. */
function paperDate(cur: Cursor): true | null {
  if (!cur.take('from') || cur.peek()?.type !== 'date') return null
  cur.i++
  // The number sign comes out of the normalisation as letters.
  if (cur.takeStem(/^n[oо]$/) && cur.peek()?.type === 'num') cur.i++
  return true
}

const SETTLED = /^(установл|предусмотр|определен|утвержден|указан|регламентирован)/

/** «согласно плану», «в соответствии с графиком». */
function byPaper(cur: Cursor): Appointment {
  cur.take('since')
  cur.take('schedule')
  // «план-график»
  while (cur.isMark('-') && cur.is('schedule', 1)) cur.skip(2)
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
    if (cur.is('schedule')) return byPaper(cur)
    const word = cur.word()
    const adjective = word === null || ['working', 'calendar', 'school', 'ordinal'].includes(word.c)
    if (cur.peek()?.type !== 'word' || !adjective) return null
    cur.i++
  }
  return null
}
