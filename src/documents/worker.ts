import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerAnswer } from './in-worker.ts'
import { readDocument } from './read-document.ts'
import { UnreadableFile } from './unreadable.ts'

const { name, bytes } = workerData as { name: string; bytes: Uint8Array }
parentPort!.postMessage(await answer())

async function answer(): Promise<WorkerAnswer> {
  try {
    return { document: await readDocument({ name, bytes: Buffer.from(bytes) }) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { refused: { code: error.code, args: error.args } }
  }
}
