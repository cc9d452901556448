import { Worker } from 'node:worker_threads'
import type { SourceDocument } from '../domain/roadmaps/source.ts'
import { MAX_FILE_BYTES, MAX_READING_MS, MAX_ROWS, MAX_WORKER_MB } from './limits.ts'
import { UnreadableFile } from './unreadable.ts'

/** What the worker answers; an Error with a code does not survive the way between threads. */
export type WorkerAnswer =
  | { document: SourceDocument }
  | { refused: { code: UnreadableFile['code']; args: UnreadableFile['args'] } }

/**
 * readDocument in a thread of its own, with a limit of time and memory: a hostile file costs the
 * thread, not the process. Throws UnreadableFile, also too-slow (time), too-long (memory of the
 * heap) and zip-bomb (memory beside it, where what was packed is unpacked).
 */
export async function readInWorker(
  file: { name: string; bytes: Buffer },
  limits: { ms?: number; megabytes?: number } = {},
): Promise<SourceDocument> {
  const { ms = MAX_READING_MS, megabytes = MAX_WORKER_MB } = limits
  if (file.bytes.length > MAX_FILE_BYTES)
    throw new UnreadableFile('too-big', { megabytes: MAX_FILE_BYTES / 1024 / 1024 })
  const worker = new Worker(new URL('./worker-boot.mjs', import.meta.url), {
    workerData: { name: file.name, bytes: new Uint8Array(file.bytes) },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    // What a library has to say about a file is no line of our log.
    stdout: true,
    stderr: true,
    // Flags of a debugger or a test runner are none of the worker's business.
    execArgv: [],
  })
  try {
    const answer = await answerOf(worker, ms, 2 * megabytes)
    if ('refused' in answer) throw new UnreadableFile(answer.refused.code, answer.refused.args)
    return answer.document
  } finally {
    await worker.terminate()
  }
}

const WATCH_MS = 100

function answerOf(worker: Worker, ms: number, megabytes: number): Promise<WorkerAnswer> {
  worker.stdout.resume()
  worker.stderr.resume()
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer)
      clearInterval(watch)
      end()
    }
    const refuse = (error: UnreadableFile) => settle(() => reject(error))
    const timer = setTimeout(() => refuse(new UnreadableFile('too-slow')), ms)
    // A thread's buffers are not held by its limits; they show in the whole process.
    const before = process.memoryUsage.rss()
    const watch = setInterval(() => {
      const grown = process.memoryUsage.rss() - before
      if (grown > megabytes * 1024 * 1024) refuse(new UnreadableFile('zip-bomb', { bytes: grown }))
    }, WATCH_MS)
    worker.once('message', (answer: WorkerAnswer) => settle(() => resolve(answer)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new UnreadableFile('too-long', { rows: MAX_ROWS })
            : error,
        ),
      ),
    )
    worker.once('exit', (code) =>
      settle(() => reject(new Error(`The reading worker stopped with code ${code}.`))),
    )
  })
}
