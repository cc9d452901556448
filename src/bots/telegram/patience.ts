import { GrammyError } from 'grammy'
import type { Log } from '../../infra/log.ts'

/** Tries until it works or we stop. A wrong token is said at once and tried rarely. */
export async function retrying(
  work: () => Promise<unknown>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      await work()
      return
    } catch (error) {
      if (signal.aborted) return
      const refused =
        error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
      if (refused)
        log.error(
          { said: error.description },
          'Telegram refuses TELEGRAM_TOKEN: take the token from @BotFather and start again',
        )
      else log.error({ err: error }, 'Telegram does not answer')
      await pause(refused ? 60_000 : Math.min(30_000, 500 * 2 ** tries), signal)
    }
  }
}

/** Resolves after so many milliseconds, or at once when we stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
