import http from 'node:http'
import https, { type Agent } from 'node:https'
import { Pool } from 'undici'
import { API, APIError, type APIRequest, Updates, Upload } from 'vk-io'
import { callJson } from '../call-json.ts'
import { SendFailure } from '../messenger.ts'
import { CallWindow } from './call-window.ts'

export interface ApiConfig {
  token: string
  /** Another server that speaks VK's API, with `/method` and without a slash at its end. */
  apiRoot?: string | undefined
  /** Calls a second that are let through, whoever makes them. */
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
  const calls = Math.ceil(perSecond)
  const api = new OneTryApi(new CallWindow(calls, (1000 * calls) / perSecond), {
    token,
    agent,
    // vk-io spaces calls by timers, which a busy process cannot keep: the limit is the window's, this only spreads.
    apiLimit: 2 * calls,
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
  readonly #window: CallWindow

  constructor(window: CallWindow, options: ConstructorParameters<typeof API>[0]) {
    super(options)
    this.#window = window
  }

  override callWithRequest<T>(request: APIRequest): Promise<T> {
    request.make = async () => {
      const answer = await this.#window.go((left) => this.#post(request, left)).catch(() => null)
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

  #post({ method, params, headers }: APIRequest, left: () => void): Promise<unknown> {
    const { token, apiVersion, apiBaseUrl, apiHeaders, apiTimeout } = this.options
    const said = Object.entries({ access_token: token, v: apiVersion, ...params })
    const fields = said.filter(([, value]) => value !== undefined) as [string, string][]
    const call = {
      path: `${new URL(apiBaseUrl).pathname}/${method}`,
      method: 'POST' as const,
      headers: { ...apiHeaders, ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
      headersTimeout: apiTimeout,
      bodyTimeout: apiTimeout,
    }
    return callJson(this.#pool, call, left)
  }
}

/** The connection broke, took too long, or a gateway answered in VK's place. */
export function noAnswer(): SendFailure {
  return new SendFailure('retry', 'VK does not answer')
}
