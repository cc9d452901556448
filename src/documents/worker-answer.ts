import { parentPort, workerData } from 'node:worker_threads'
import type { SourceDocument } from '../domain/roadmaps/source.ts'
import type { WorkerAnswer } from './in-worker.ts'
import { readDocument } from './read-document.ts'
import { UnreadableFile } from './unreadable.ts'

/** Inside a thread of `askWorker`: reads its file and answers with what `use` makes of it, or with why it was refused. */
export async function answerWith<Read extends object>(
  use: (document: SourceDocument) => Read | Promise<Read>,
): Promise<void> {
  parentPort!.postMessage(await answer(use))
}

async function answer<Read extends object>(
  use: (document: SourceDocument) => Read | Promise<Read>,
): Promise<WorkerAnswer<Read>> {
  const { name, bytes } = workerData as { name: string; bytes: Uint8Array }
  try {
    return await use(await readDocument({ name, bytes: Buffer.from(bytes) }))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { refused: { code: error.code, args: error.args } }
  }
}
