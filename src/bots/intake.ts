import { createHash } from 'node:crypto'
import { askWorker } from '../documents/in-worker.ts'
import { MAX_FILE_BYTES } from '../documents/limits.ts'
import { UnreadableFile } from '../documents/unreadable.ts'
import type { Json, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { SentFile } from '../domain/shared/room.ts'
import type { Doing } from '../flows/talk.ts'
import type { Sql } from '../infra/db.ts'
import type { Files } from '../infra/files.ts'
import type { Log } from '../infra/log.ts'
import type { IncomingFile, Messenger } from './messenger.ts'
import { SendFailure } from './messenger.ts'
import { type ReadAs, type ReadFile, readAs } from './read-as.ts'

/** Files of these kinds of refusal are not kept: they are harmful, empty or over the limit. */
const notKept = new Set(['empty', 'not-what-it-says', 'program', 'too-big', 'zip-bomb'])

/**
 * Fetches a file before the step of the talk, keeps it, and reads it as a road map or a questionnaire. What could not be
 * read is kept all the same where it may be somebody's evidence; the flow gets the reason.
 */
export function openIntake(files: Files, sql: Sql, log: Log) {
  return async (
    messenger: Messenger,
    file: IncomingFile,
    userId: string,
  ): Promise<Extract<Doing, { type: 'file' | 'refused-file' }>> => {
    // What a messenger carries beyond what is read would be fetched in vain.
    const most = Math.min(messenger.limits.fileIn, MAX_FILE_BYTES)
    if (file.size > most)
      return refused('file-too-big', { megabytes: Math.floor(most / 1024 / 1024) })
    let bytes: Buffer
    try {
      bytes = await messenger.fetchFile(file)
    } catch (error) {
      // A broken connection: the step is tried again. A refusal is final: say so.
      if (error instanceof SendFailure && error.kind !== 'retry') return refused('file-not-fetched')
      throw error
    }
    const { read, sent } = await readFile({ name: file.name, bytes })
    if ('refusal' in read && notKept.has(read.why))
      return refused(read.refusal.code, read.refusal.args)
    const kept = await keep(files, sql, file, bytes, { messenger: messenger.name, userId }).catch(
      (error) => {
        if (!isFull(error)) throw error
        log.error({ err: error }, 'the file storage is full: files are refused until there is room')
        return null
      },
    )
    if (!kept) return refused('file-no-room')
    return {
      type: 'file',
      file: kept,
      read: read as { [name: string]: Json },
      sent,
    }
  }
}

/** No room on the disk or in the quota: to try again at once would not help. */
function isFull(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS'
}

interface Reading {
  read: ReadAs
  sent: SentFile
}

async function readFile(file: { name: string; bytes: Buffer }): Promise<Reading> {
  try {
    const boot = new URL('./intake-boot.mjs', import.meta.url)
    const { document, read } = await askWorker<ReadFile>(boot, file)
    return { read: read ?? readAs(document), sent: { document } }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const refusal = { code: `file-${error.code}`, args: error.args }
    return { read: { refusal, why: error.code }, sent: { refusal } }
  }
}

async function keep(
  files: Files,
  sql: Sql,
  file: IncomingFile,
  bytes: Buffer,
  sender: { messenger: string; userId: string },
): Promise<StoredFileRef> {
  const id = await files.put(bytes, { name: file.name, mime: file.mime })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await sql.query(
    `INSERT INTO stored_file (id, name, mime, size, sha256, person_id) VALUES ($1, $2, $3, $4, $5,
       (SELECT person_id FROM account WHERE messenger = $6 AND user_id = $7))`,
    [id, file.name, file.mime, bytes.length, sha256, sender.messenger, sender.userId],
  )
  return { id, name: file.name, mime: file.mime, size: bytes.length }
}

function refused(code: string, args: Words = {}): Extract<Doing, { type: 'refused-file' }> {
  return { type: 'refused-file', code, args }
}
