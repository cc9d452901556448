import type { Readable } from 'node:stream'
import { HttpError, type Transformer } from 'grammy'
import { Pool } from 'undici'
import { callJson } from '../call-json.ts'

/** How long an answer may take, ms. */
const patience = 60_000

/** What every talk is made of; it never carries a file. */
const plain = new Set(['sendMessage', 'editMessageText', 'answerCallbackQuery'])

/** What grammY hands to a fetch of one's own, as far as it uses it. */
interface CallOptions {
  method: 'POST'
  headers: Record<string, string>
  body: string | Readable
  signal?: AbortSignal
}

/**
 * Connections to the Bot API for grammY's calls: undici's pool costs a fraction of the CPU of grammY's
 * own client. Timeouts are grammY's; it tells them by the signal.
 * @param apiRoot address of the Bot API, without a slash at its end
 */
export function openCalls(apiRoot: string) {
  const { origin, pathname } = new URL(apiRoot)
  const pool = new Pool(origin, { connections: 192, headersTimeout: 0, bodyTimeout: 0 })
  return {
    async fetch(address: string, { method, headers, body, signal }: CallOptions) {
      const url = new URL(address)
      const answer = await pool.request({
        path: url.pathname + url.search,
        method,
        headers,
        body,
        // A polyfill's signal where grammY made it: undici takes anything that tells of an abort.
        ...(signal ? { signal } : {}),
      })
      return {
        ok: answer.statusCode < 300,
        status: answer.statusCode,
        json: () => answer.body.json(),
      }
    },
    /** The calls of every talk go to the pool at once: grammY's client costs more than the call itself. */
    direct: (token: string): Transformer => {
      const path = `${pathname === '/' ? '' : pathname}/bot${token}/`
      return async (through, method, payload, signal) => {
        if (!plain.has(method)) return through(method, payload, signal)
        try {
          const answer = await callJson(pool, {
            path: path + method,
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(payload),
            headersTimeout: patience,
            bodyTimeout: patience,
          })
          // A gateway in Telegram's place may speak JSON, too.
          if (typeof answer !== 'object' || answer === null || !('ok' in answer))
            throw new TypeError()
          return answer as never
        } catch (error) {
          // Without the error's own words: they may carry the address, and the token with it.
          throw new HttpError(`Network request for '${method}' failed!`, (error as Error).name)
        }
      }
    },
    close: () => pool.destroy(),
  }
}
