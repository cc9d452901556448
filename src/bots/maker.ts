import { createHash } from 'node:crypto'
import type { MadeFile } from '../documents/plan-sheet.ts'
import type {
  CalendarMaking,
  Making,
  Message,
  ResultMaking,
  StoredFileRef,
} from '../domain/deliveries/message.ts'
import { type Domain, openDomain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import { DomainError } from '../domain/shared/errors.ts'
import type { Outside } from '../domain/shared/room.ts'
import type { Database } from '../infra/db.ts'
import type { Files } from '../infra/files.ts'
import type { Log } from '../infra/log.ts'
import { calendarOf } from './calendar.ts'
import type { Work } from './make-files.ts'
import { makeInWorker } from './make-in-worker.ts'
import { readPaper } from './papers.ts'
import type { Words } from './words.ts'

/** More pictures of one plan are no picture any more: the rest is in the table. */
const mostFiles = 10
/** After so many failures the person is told that there will be no file. */
const tries = 3

export interface MakerParts {
  database: Database
  files: Files
  words: Words
  outside: Outside
  /** Folder of the words. */
  locales: string
  log: Log
}

/** Makes what a message promises: the message with its files, or with the reason why there are none. */
export type Maker = (
  message: Message,
  making: Making,
  accountId: number | null,
  attempts: number,
) => Promise<Message>

/**
 * Makes files when their message is sent, not when it is asked for: so the delivery row itself is what
 * remembers the work. It commits with the step of the talk, outlives a crash, is tried again by the
 * sender's sweep, and needs no queue of its own. Reading is one short transaction, with the rights
 * of that moment; writing and drawing happen outside of any, in a thread, one at a time.
 */
export function openMaker(parts: MakerParts): Maker {
  const { database, outside, words, log } = parts
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const today = () => outside.now().toISOString().slice(0, 10)

  const read = (making: Making, accountId: number | null): Promise<Work> =>
    database.transaction(async (tx) => {
      const domain = openDomain(tx, outside)
      const actor = await domain.people.loadActor({ accountId: accountId ?? 0 })
      if (making.what !== 'calendar') return workOf(domain, actor, making, words)
      const calendar = calendarOf(await domain.calendars.listDues(actor), words, outside)
      return {
        what: 'calendar',
        calendar,
        name: `${words.plain({ key: 'calendar-file-name' })}.ics`,
      }
    })

  return async ({ make: _, ...message }, making, accountId, attempts) => {
    try {
      const work = await read(making, accountId)
      const made = await inTurn(() =>
        makeInWorker(work, { locales: parts.locales, today: today() }),
      )
      const kept: StoredFileRef[] = []
      for (const file of made.slice(0, mostFiles))
        kept.push(await keep(parts, file, making, accountId))
      const left = made.length - kept.length
      const more = left > 0 ? [{ key: 'plan-file-more', args: { count: left } }] : []
      return { ...message, text: [...message.text, ...more], files: kept }
    } catch (error) {
      if (error instanceof DomainError)
        return { text: [{ key: `error-${error.code}`, args: error.args }] }
      if (attempts + 1 < tries) throw error
      log.error({ err: error, what: making.what }, 'a file could not be made')
      return { text: [{ key: 'plan-file-failed' }] }
    }
  }
}

/** What the file is made of, as the actor may see it now. @throws DomainError */
async function workOf(
  domain: Domain,
  actor: Actor,
  making: Exclude<Making, CalendarMaking>,
  words: Words,
): Promise<Work> {
  if ('campaignId' in making) return resultWork(domain, actor, making)
  if (making.what === 'questionnaire')
    return {
      what: 'questionnaire',
      workbook: await domain.questionnaireDrafts.showWorkbook(actor, making.of),
    }
  if (!('roadMapId' in making))
    return { what: 'paper', paper: await readPaper(domain, actor, making, words) }
  const { what, roadMapId } = making
  return { what, sheet: await domain.sheets.showSheet(actor, roadMapId, what === 'schools') }
}

async function resultWork(domain: Domain, actor: Actor, making: ResultMaking): Promise<Work> {
  const { campaignId, schoolId } = making
  if (making.what === 'results-change') {
    const { what, earlier } = making
    const comparison = await domain.results.showComparison(actor, campaignId, earlier, schoolId)
    return { what, comparison }
  }
  const named = making.what === 'results-table' && making.named
  const results = await domain.results.showResults(actor, campaignId, schoolId, { named })
  return { what: making.what, results }
}

async function keep(
  { files, database }: MakerParts,
  { name, mime, bytes }: MadeFile,
  making: Making,
  accountId: number | null,
): Promise<StoredFileRef> {
  const id = await files.put(bytes, { name, mime })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // A file that is full of one person's data goes when the person is forgotten.
  const about = making.what === 'consent-form' ? making.personId : null
  await database.query(
    `INSERT INTO stored_file (id, name, mime, size, sha256, person_id)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, (SELECT person_id FROM account WHERE id = $7)))`,
    [id, name, mime, bytes.length, sha256, about, isPersonal(making) ? accountId : null],
  )
  return { id, name, mime, size: bytes.length }
}

/** Made for one reader of people's data: kept no longer than it takes to send it. */
function isPersonal(making: Making): boolean {
  return making.what === 'my-data' || (making.what === 'results-table' && making.named)
}
