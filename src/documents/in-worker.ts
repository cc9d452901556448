import { Worker } from 'node:worker_threads'
import type { SourceDocument } from '../domain/roadmaps/source.ts'
import { MAX_FILE_BYTES, MAX_READING_MS, MAX_ROWS, MAX_WORKER_MB } from './limits.ts'
import { UnreadableFile } from './unreadable.ts'

/** What a worker answers; an Error with a code does not survive the way between threads. */
export type WorkerAnswer<Read extends object = { document: SourceDocument }> =
  | Read
  | { refused: { code: UnreadableFile['code']; args: UnreadableFile['args'] } }

interface Limits {
  ms?: number
  megabytes?: number
}

/** readDocument in a thread of its own. @throws UnreadableFile */
export async function readInWorker(
  file: { name: string; bytes: Buffer },
  limits: Limits = {},
): Promise<SourceDocument> {
  const boot = new URL('./worker-boot.mjs', import.meta.url)
  return (await askWorker<{ document: SourceDocument }>(boot, file, limits)).document
}

/**
 * What the worker that `boot` starts has read of a file, with a limit of time and memory: a hostile
 * file costs the thread, not the process. Throws UnreadableFile, also too-slow (time), too-long
 * (memory of the heap) and zip-bomb (memory beside it, where what was packed is unpacked).
 */
export async function askWorker<Read extends object>(
  boot: URL,
  file: { name: string; bytes: Buffer },
  { ms = MAX_READING_MS, megabytes = MAX_WORKER_MB }: Limits = {},
): Promise<Read> {
  if (file.bytes.length > MAX_FILE_BYTES)
    throw new UnreadableFile('too-big', { megabytes: MAX_FILE_BYTES / 1024 / 1024 })
  const worker = new Worker(boot, {
    workerData: { name: file.name, bytes: new Uint8Array(file.bytes) },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    // What a library has to say about a file is no line of our log.
    stdout: true,
    stderr: true,
    // Flags of a debugger or a test runner are none of the worker's business.
    execArgv: [],
  })
  try {
    const answer = await answerOf<Read>(worker, ms, 2 * megabytes)
    if ('refused' in answer) throw new UnreadableFile(answer.refused.code, answer.refused.args)
    return answer
  } finally {
    await worker.terminate()
  }
}

const WATCH_MS = 100

function answerOf<Read extends object>(
  worker: Worker,
  ms: number,
  megabytes: number,
): Promise<WorkerAnswer<Read>> {
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
    worker.once('message', (answer: WorkerAnswer<Read>) => settle(() => resolve(answer)))
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
