import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

export type Changed = 'telegram' | 'vk' | 'clock' | 'faults'

/** Server-sent events: one `change` soon after anything changed, naming what did. */
export class Changes {
  #open = new Set<ServerResponse>()
  #waiting = new Set<Changed>()
  #timer: NodeJS.Timeout | undefined
  #revision = 0

  /** Tells all listeners; a burst within 30 ms becomes one event. */
  tell(changed: Changed): void {
    this.#waiting.add(changed)
    this.#timer ??= setTimeout(() => this.#send(), 30)
  }

  #send(): void {
    this.#timer = undefined
    const data = JSON.stringify({ revision: ++this.#revision, changed: [...this.#waiting] })
    this.#waiting.clear()
    for (const response of this.#open) response.write(`event: change\ndata: ${data}\n\n`)
  }

  routes(app: FastifyInstance): void {
    app.get('/stand/events', (_request, reply) => {
      reply.hijack()
      const response = reply.raw
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      })
      response.write('retry: 1000\n\n')
      this.#open.add(response)
      response.on('close', () => this.#open.delete(response))
    })
    app.addHook('preClose', () => this.#close())
  }

  #close(): void {
    clearTimeout(this.#timer)
    for (const response of this.#open) response.end()
    this.#open.clear()
  }
}
