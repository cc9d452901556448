import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../messenger.ts'
import type { Fault } from '../world.ts'
import { Args } from './args.ts'
import type { Core } from './core.ts'
import { ApiError, conflict, tooMany } from './errors.ts'
import { methods, WithDescription } from './methods/index.ts'
import { downloadLimit } from './methods/media.ts'
import { readArgs } from './request.ts'

interface Answer {
  status: number
  body: unknown
}

const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n'

/** The HTTP face: /bot<token>/<method> and /file/bot<token>/<path>. */
export class Api {
  readonly #core: Core
  readonly #token: string
  readonly #calls: Call[] = []

  constructor(core: Core, token: string) {
    this.#core = core
    this.#token = token
    core.webhook.onReply = (method, values) => {
      values.delete('method')
      const args = new Args(values)
      const { status, body } = this.#run(method, args)
      this.#log(nameOf(method), args, status, body)
    }
  }

  calls(): Call[] {
    return [...this.#calls]
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request)
    const [, file, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url?.path ?? '') ?? []
    if (!url || token === undefined || !/^\d+:[\w-]+$/.test(token))
      return answer(response, refusal(new ApiError(404, 'Not Found')))
    if (token !== this.#token) return answer(response, refusal(new ApiError(401, 'Unauthorized')))
    if (file) return this.#download(rest ?? '', response)
    const method = nameOf(rest ?? '')
    if (method.toLowerCase() === 'getupdates') return this.#poll(request, response, url.query)
    await this.#call(method, request, response, url.query)
  }

  async #call(
    method: string,
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ): Promise<void> {
    let args: Args
    try {
      args = await readArgs(request, query)
    } catch (error) {
      if (request.complete) answer(response, failure(error))
      return
    }
    const fault = this.#core.world.strike('telegram', method)
    if (fault?.kind === 'cut') {
      this.#log(method, args, 0, null)
      response.destroy()
      return
    }
    const struck = faultAnswer(fault)
    const done = struck ?? this.#run(method, args)
    const isLost = fault?.kind === 'lost-answer'
    this.#log(method, args, isLost ? 0 : done.status, done.body)
    if (fault?.kind === 'slow') await sleep((fault.seconds ?? 1) * 1000)
    if (isLost) response.destroy()
    else answer(response, done)
  }

  #run(method: string, args: Args): Answer {
    const found = methods.get(method.toLowerCase())
    if (!found) return refusal(new ApiError(404, 'Not Found: method not found'))
    try {
      const result = found.run(this.#core, args)
      const body =
        result instanceof WithDescription
          ? { ok: true, result: result.result, description: result.description }
          : { ok: true, result: structuredClone(result) }
      return { status: 200, body }
    } catch (error) {
      return failure(error)
    }
  }

  async #poll(
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ): Promise<void> {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    try {
      const args = await readArgs(request, query)
      const fault = this.#pollFault()
      const struck = faultAnswer(fault)
      if (fault?.kind === 'slow') await sleep((fault.seconds ?? 1) * 1000)
      if (fault?.kind === 'cut' || fault?.kind === 'lost-answer') response.destroy()
      else if (struck) answer(response, struck)
      else answer(response, { status: 200, body: await this.#updates(args, gone.signal) })
    } catch (error) {
      answer(response, failure(error))
    }
  }

  async #updates(args: Args, gone: AbortSignal): Promise<unknown> {
    if (this.#core.webhook.active)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    return { ok: true, result: await this.#core.updates.get(args, gone) }
  }

  /** Long polling meets only the faults that were ordered for it by name. */
  #pollFault(): Fault | undefined {
    const { world } = this.#core
    const next = world
      .faults()
      .find((f) => f.messenger === 'telegram' && [undefined, 'getUpdates'].includes(f.method))
    return next?.method === 'getUpdates' ? world.strike('telegram', 'getUpdates') : undefined
  }

  #download(path: string, response: ServerResponse): void {
    const file = this.#core.files.byPath(path)
    const bytes = file && file.size <= downloadLimit ? this.#core.files.bytes(file) : undefined
    if (!bytes) {
      answer(response, refusal(new ApiError(404, 'Not Found')))
      return
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes.length,
    })
    response.end(bytes)
  }

  #log(method: string, args: Args, status: number, body: unknown): void {
    this.#calls.push({ method, params: args.described(), status, answer: body })
  }
}

function urlOf(request: IncomingMessage): { path: string; query: URLSearchParams } | undefined {
  try {
    const { pathname, searchParams } = new URL(`http://localhost${request.url}`)
    return { path: decodeURIComponent(pathname), query: searchParams }
  } catch {
    return undefined // Not a path at all: 404, like any other that leads nowhere.
  }
}

/** A method's name as the platform writes it; an unknown one as it came. */
const nameOf = (method: string): string => methods.get(method.toLowerCase())?.name ?? method

function faultAnswer(fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'too-many':
    case 'flood':
      return refusal(tooMany(fault.seconds ?? 3))
    case 'server':
      return refusal(new ApiError(500, 'Internal Server Error'))
    case 'bad-gateway':
      return { status: 502, body: badGateway }
    default:
      return undefined
  }
}

const refusal = (error: ApiError): Answer => ({ status: error.code, body: error.body() })

function failure(error: unknown): Answer {
  if (error instanceof ApiError) return refusal(error)
  console.error('The local Telegram server failed:', error)
  return refusal(new ApiError(500, 'Internal Server Error'))
}

function answer(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed || response.headersSent) return
  const isPage = typeof body === 'string'
  response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json' })
  response.end(isPage ? body : JSON.stringify(body))
}
