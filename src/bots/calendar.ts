import { type Calendar, ICS_MIME, writeIcs } from '../documents/write-ics.ts'
import type { CalendarDue } from '../domain/calendars/store.ts'
import { openDomain } from '../domain/index.ts'
import { shortTitle } from '../domain/roadmaps/rules.ts'
import type { Outside } from '../domain/shared/room.ts'
import type { Database } from '../infra/db.ts'
import type { Route } from '../infra/web.ts'
import type { Words } from './words.ts'

/** Dues in words. */
export function calendarOf(
  dues: readonly CalendarDue[],
  words: Words,
  { publicUrl, now }: Pick<Outside, 'publicUrl' | 'now'>,
): Calendar {
  const say = (key: string, args: { [name: string]: string | number } = {}) =>
    words.plain({ key, args })
  return {
    name: say('calendar-name'),
    host: publicUrl === undefined ? 'tandem' : new URL(publicUrl).hostname,
    now: now().toISOString(),
    entries: dues.map((due) => {
      const { id, day, number, title, section, phrase, result, done, total, cancelled } = due
      const named = { number, title: shortTitle(title, 150) }
      const state = cancelled ? '-cancelled' : done === total ? '-done' : ''
      return {
        id,
        day,
        cancelled,
        title: say(`calendar-title${state}`, named),
        details: [
          section,
          phrase && say('calendar-phrase', { phrase }),
          result && say('calendar-result', { result }),
          total > 1 && !cancelled && say('calendar-done-of', { done, total }),
        ]
          .filter(Boolean)
          .join('\n'),
      }
    }),
  }
}

const FILE = /^([\w-]{32})\.ics$/

/** The feed at its secret address. Whatever is wrong with the address, the answer is the same. */
export function calendarRoute(parts: {
  database: Database
  words: Words
  outside: Outside
}): Route {
  const { database, words, outside } = parts
  return {
    method: 'GET',
    path: '/calendar/:file',
    async handle(_body, _headers, { file = '' }) {
      const secret = FILE.exec(file)?.[1]
      const dues = secret
        ? await database.transaction((tx) => openDomain(tx, outside).calendars.findFeed(secret))
        : null
      if (!dues) return { status: 404, body: 'not found' }
      const body = writeIcs(calendarOf(dues, words, outside)).toString('utf8')
      return { status: 200, body, type: ICS_MIME }
    },
  }
}
