import { Worker } from 'node:worker_threads'
import type { MadeFile } from '../documents/plan-sheet.ts'
import type { Work } from './make-files.ts'

/** A plan of a thousand rows is drawn in a few seconds. */
const MAX_MAKING_MS = 60_000
const MAX_WORKER_MB = 512

/** `makeFiles` in a thread of its own: drawing a year takes as long as hundreds of replies. */
export async function makeInWorker(
  work: Work,
  { locales, today }: { locales: string; today: string },
): Promise<MadeFile[]> {
  const worker = new Worker(new URL('./make-boot.mjs', import.meta.url), {
    workerData: { work, locales, today },
    resourceLimits: { maxOldGenerationSizeMb: MAX_WORKER_MB },
    stdout: true,
    stderr: true,
    // Flags of a debugger or a test runner are none of the worker's business.
    execArgv: [],
  })
  worker.stdout.resume()
  worker.stderr.resume()
  let timer: NodeJS.Timeout | undefined
  try {
    const files = await new Promise<MadeFile[]>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Making a file took too long.')), MAX_MAKING_MS)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) =>
        reject(new Error(`The making worker stopped with code ${code}.`)),
      )
    })
    // Buffers come over as plain arrays of bytes.
    return files.map(({ bytes, ...file }) => ({ ...file, bytes: Buffer.from(bytes) }))
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
