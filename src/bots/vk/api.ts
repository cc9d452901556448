import http from 'node:http'
import https, { type Agent } from 'node:https'
import { Pool } from 'undici'
import { API, APIError, type APIRequest, Updates, Upload } from 'vk-io'
import { callJson } from '../call-json.ts'
import { SendFailure } from '../messenger.ts'

export interface ApiConfig {
  token: string
  /** Another server that speaks VK's API, with `/method` and without a slash at its end. */
  apiRoot?: string | undefined
  perSecond: number
  /** Milliseconds that one upload may take. */
  uploadTimeout?: number | undefined
}

/** vk-io's parts that we use: its queue of calls, its uploads, its parser of updates. */
export interface Vk {
  api: API
  upload: Upload
  updates: Updates
  close(): void
}

/** Sets vk-io up: paced, each call tried once, http and https alike. */
export function openVk({ token, apiRoot, perSecond, uploadTimeout = 60_000 }: ApiConfig): Vk {
  const plain = new http.Agent({ keepAlive: true })
  const secure = new https.Agent({ keepAlive: true })
  // vk-io's own agent fails on http addresses; uploads may go by another protocol than calls. Its
  // fetch takes a function here, its type does not know that.
  const agent = ((url: URL) => (url.protocol === 'http:' ? plain : secure)) as unknown as Agent
  const api = new OneTryApi({
    token,
    agent,
    // vk-io spaces what it is told over 1.133 s; a timer is never early, so that this keeps the limit.
    apiLimit: Math.round(perSecond * 1.133),
    // Of many people who press at once twenty-five are answered in one call.
    apiMode: 'parallel_selected',
    apiExecuteMethods: ['messages.sendMessageEventAnswer'],
    apiRetryLimit: 0,
    apiTimeout: 30_000,
    ...(apiRoot ? { apiBaseUrl: apiRoot } : {}),
  })
  const upload = new Upload({ api, agent, uploadTimeout })
  return {
    api,
    upload,
    updates: new Updates({ api, upload, agent }),
    close() {
      plain.destroy()
      secure.destroy()
      void api.close()
    },
  }
}

/**
 * vk-io repeats a call that met error 6 for ever, one that met error 10 never, and takes the page of a
 * broken gateway for bad JSON. Here every call is tried once and fails with an APIError or a
 * SendFailure: the delivery rows know when to try again, and survive a restart. Uploads make their calls
 * through this, too. The call itself is undici's, which costs a fraction of the CPU of vk-io's client.
 */
class OneTryApi extends API {
  readonly #pool = new Pool(new URL(this.options.apiBaseUrl).origin)

  override callWithRequest<T>(request: APIRequest): Promise<T> {
    request.make = async () => {
      const answer = await this.#post(request).catch(() => null)
      if (typeof answer !== 'object' || answer === null) throw noAnswer()
      // Thrown here, it does not reach vk-io's own handling of errors.
      if ('error' in answer) throw new APIError(answer.error as never)
      // A gateway in VK's place may speak JSON, too.
      if (!('response' in answer)) throw noAnswer()
      return answer
    }
    return super.callWithRequest(request)
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }

  #post({ method, params, headers }: APIRequest): Promise<unknown> {
    const { token, apiVersion, apiBaseUrl, apiHeaders, apiTimeout } = this.options
    const said = Object.entries({ access_token: token, v: apiVersion, ...params })
    const fields = said.filter(([, value]) => value !== undefined) as [string, string][]
    return callJson(this.#pool, {
      path: `${new URL(apiBaseUrl).pathname}/${method}`,
      method: 'POST',
      headers: { ...apiHeaders, ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
      headersTimeout: apiTimeout,
      bodyTimeout: apiTimeout,
    })
  }
}

/** The connection broke, took too long, or a gateway answered in VK's place. */
export function noAnswer(): SendFailure {
  return new SendFailure('retry', 'VK does not answer')
}
