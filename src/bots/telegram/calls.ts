import type { Readable } from 'node:stream'
import { Pool } from 'undici'

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
  const { origin } = new URL(apiRoot)
  const pool = new Pool(origin, { connections: 128, headersTimeout: 0, bodyTimeout: 0 })
  return {
    async fetch(address: string, { method, headers, body, signal }: CallOptions) {
      const { pathname, search } = new URL(address)
      const answer = await pool.request({
        path: pathname + search,
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
    close: () => pool.destroy(),
  }
}
