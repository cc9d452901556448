import { type IncomingFile, SendFailure } from '../messenger.ts'
import { noAnswer } from './api.ts'

/**
 * Fetches a file that a person sent.
 * @param most bytes; VK does not always say beforehand how many there are
 * @throws SendFailure
 */
export async function fetchFile(file: IncomingFile, most: number): Promise<Buffer> {
  if (!URL.canParse(file.ref)) throw new SendFailure('rejected', 'VK gives no address of the file')
  const response = await fetch(file.ref, { signal: AbortSignal.timeout(60_000) }).catch(() => {
    throw noAnswer()
  })
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new SendFailure(
      response.status >= 500 ? 'retry' : 'rejected',
      `VK file ${response.status}`,
    )
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > most) throw new SendFailure('rejected', `VK file is over ${most} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof SendFailure ? error : noAnswer()
  }
  return Buffer.concat(chunks)
}
