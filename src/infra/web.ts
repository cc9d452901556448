import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { Log } from './log.ts'

export interface Route {
  /** POST unless told. */
  method?: 'GET' | 'POST'
  path: string
  /**
   * Answers one request; the body is as it came, unread and unlogged.
   * @param params parts of the address by their names in `path`: «/calendar/:file»
   */
  handle(
    body: Buffer,
    headers: IncomingHttpHeaders,
    params: { readonly [name: string]: string | undefined },
  ): Promise<{ status: number; body: string; type?: string }>
}

export interface WebOptions {
  host: string
  /** 0 takes any free one. */
  port: number
  /** Webhooks of the messengers. */
  routes?: readonly Route[]
  /** What /healthz reports: each part by name, true where it works. */
  health: () => Promise<Record<string, boolean>>
  log: Log
}

export interface Web {
  /** Address without a slash at its end. */
  url: string
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>
}

/** Updates of both platforms are far smaller: files travel apart from them. */
const LARGEST_BODY = 1024 * 1024

/** Serves /healthz (200, or 503 when a part does not work) and the messengers' webhooks. */
export async function openWeb(options: WebOptions): Promise<Web> {
  const { host, port, routes = [], health, log } = options
  const app = Fastify({ bodyLimit: LARGEST_BODY, forceCloseConnections: 'idle' })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))

  let closing = false
  app.addHook('onSend', async (_, reply) => {
    // Else the connection would stay open after the answer, and the stop would wait for it.
    if (closing) reply.header('connection', 'close')
  })
  app.get('/healthz', async (_, reply) => {
    const parts = await health()
    const well = Object.values(parts).every(Boolean)
    return reply.code(well ? 200 : 503).send({ status: well ? 'ok' : 'failing', parts })
  })
  for (const { method = 'POST', path, handle } of routes)
    app.route({
      method,
      url: path,
      async handler(request, reply) {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const params = request.params as { [name: string]: string | undefined }
        const { status, body: said, type } = await handle(body, request.headers, params)
        return reply
          .code(status)
          .type(type ?? 'text/plain; charset=utf-8')
          .send(said)
      },
    })
  app.setNotFoundHandler((_, reply) => reply.code(404).type('text/plain').send('not found'))
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ err: error, path: request.routeOptions.url }, 'request failed')
    // The platforms need the status alone; an error's words may hold what somebody wrote.
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'error' : 'refused')
  })

  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new Error(`Port ${port} is taken. Set PORT to a free one.`)
    throw error
  })
  const address = app.server.address() as AddressInfo
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${shown}:${address.port}`,
    async close() {
      closing = true
      await app.close()
    },
  }
}
