import type { Bot } from 'grammy'
import { type IncomingFile, SendFailure } from '../messenger.ts'
import { asFailure } from './outbound.ts'

/** Fetches a file that a person sent. @throws SendFailure */
export async function fetchFile(bot: Bot, apiRoot: string, file: IncomingFile): Promise<Buffer> {
  try {
    const { file_path: path } = await bot.api.getFile(file.ref)
    if (!path) throw new SendFailure('rejected', 'Telegram gives no path for the file')
    const response = await fetch(`${apiRoot}/file/bot${bot.token}/${path}`, {
      signal: AbortSignal.timeout(60_000),
    })
    if (!response.ok)
      throw new SendFailure(
        response.status >= 500 ? 'retry' : 'rejected',
        `Telegram file ${response.status}`,
      )
    return Buffer.from(await response.arrayBuffer())
  } catch (error) {
    if (error instanceof SendFailure) throw error
    // fetch's own errors carry the address, and that carries the token.
    if (
      error instanceof TypeError ||
      (error instanceof DOMException && error.name === 'TimeoutError')
    ) {
      throw new SendFailure('retry', 'the file could not be fetched from Telegram')
    }
    throw asFailure(error)
  }
}
