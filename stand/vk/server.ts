import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../messenger.ts'
import type { Fault } from '../world.ts'
import type { Api } from './api.ts'
import type { Community } from './community.ts'
import { readForm, type SentFile } from './request.ts'
import type { Uploads } from './uploads.ts'

const BAD_GATEWAY =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>kittenx</center>\r\n</body>\r\n</html>\r\n'
/** The oldest calls are forgotten beyond this number. */
const MOST_CALLS = 20_000
/** How a fault that names a_check shows in the Long Poll. */
const POLL_FAULTS = { 'too-many': 1, flood: 2, server: 3 } as const

export interface ServerParts {
  vk: Community
  api: Api
  uploads: Uploads
}

/** The HTTP side: /method/, the Long Poll, uploads and downloads; every fault strikes here. */
export class VkServer {
  readonly calls: Call[] = []
  readonly #parts: ServerParts
  readonly #server: Server
  readonly #closing = new AbortController()

  constructor(parts: ServerParts) {
    this.#parts = parts
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy()
        else json(response, { error: { error_code: 1, error_msg: String(error) } })
      })
    })
  }

  /** @returns the address, such as http://127.0.0.1:8082 */
  async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, resolve)
    })
    const address = this.#server.address()
    const bound = typeof address === 'object' && address ? address.port : port
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    return `http://${name.includes(':') ? `[${name}]` : name}:${bound}`
  }

  async stop(): Promise<void> {
    this.#closing.abort()
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { vk } = this.#parts
    const url = new URL(request.url ?? '/', 'http://local')
    const [, root = '', name = ''] = url.pathname.split('/')
    if (root === 'method') {
      if (request.headers.host) vk.base = `http://${request.headers.host}`
      return this.#method(name, request, response, url)
    }
    if (root === 'upload') return this.#upload(name, request, response, url)
    if (root === `wh${vk.groupId}`) return this.#poll(response, url)
    if (root === 'files') return this.#download(name, response, url)
    response.writeHead(404).end()
  }

  async #method(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const { vk, api } = this.#parts
    const { fields, files } = await readForm(request, url)
    const { access_token: _, ...params } = fields
    const fault = vk.world.strike('vk', name)
    const done = (status: number, answer: unknown): void =>
      this.#record({ method: name, params: { ...params, ...shown(files) }, status, answer })
    await answer(response, fault, done, () => api.call(name, fields, fault))
  }

  async #upload(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const { vk, uploads } = this.#parts
    const kind = name === 'photo' ? 'photo' : 'doc'
    const fault = vk.world.strike('vk', 'upload')
    const { files } = await readForm(request, url)
    const fitting = kind === 'doc' ? /^file$/ : /^(photo|file\d*)$/
    const file = files.find(({ field }) => fitting.test(field))
    const done = (status: number, body: unknown): void =>
      this.#record({ method: 'upload', params: shown(files), status, answer: body })
    await answer(response, fault, done, async () => uploads.receive(kind, file))
  }

  async #poll(response: ServerResponse, url: URL): Promise<void> {
    const { vk } = this.#parts
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const fault = vk.world.strike('vk', 'a_check')
    const failed = POLL_FAULTS[fault?.kind as keyof typeof POLL_FAULTS]
    if (failed === 2) vk.longPoll.expireKey()
    else if (failed) vk.longPoll.dropHistory(failed)
    const signal = AbortSignal.any([gone.signal, this.#closing.signal])
    await answer(response, fault, undefined, () => vk.longPoll.check(url.searchParams, signal))
  }

  #download(key: string, response: ServerResponse, url: URL): void {
    const { vk } = this.#parts
    const file = vk.state.files[key]
    const bytes = vk.keeper.bytes(key)
    if (!file || !bytes || url.searchParams.get('hash') !== file.accessKey) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': file.mime,
      'content-length': bytes.length,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    })
    response.end(bytes)
  }

  #record(call: Call): void {
    this.calls.push(call)
    if (this.calls.length > MOST_CALLS) this.calls.splice(0, MOST_CALLS / 10)
  }
}

/** Does the work and answers, unless the ordered fault wants it otherwise. */
async function answer(
  response: ServerResponse,
  fault: Fault | undefined,
  done: ((status: number, answer: unknown) => void) | undefined,
  work: () => Promise<object>,
): Promise<void> {
  if (fault?.kind === 'cut') {
    done?.(0, undefined)
    response.destroy()
    return
  }
  if (fault?.kind === 'bad-gateway') {
    done?.(502, BAD_GATEWAY)
    response.writeHead(502, { 'content-type': 'text/html' }).end(BAD_GATEWAY)
    return
  }
  const body = await work()
  done?.(fault?.kind === 'lost-answer' ? 0 : 200, body)
  if (fault?.kind === 'lost-answer') {
    response.destroy()
    return
  }
  if (fault?.kind === 'slow') await sleep((fault.seconds ?? 1) * 1000, undefined, { ref: false })
  json(response, body)
}

function json(response: ServerResponse, body: object): void {
  if (response.destroyed) return
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

function shown(files: SentFile[]): Record<string, unknown> {
  return Object.fromEntries(
    files.map(({ field, name, bytes }) => [field, { file: name, size: bytes.length }]),
  )
}
