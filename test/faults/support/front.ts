import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A load balancer as nginx is one: takes turns, and goes to the next where nobody listens. */
export interface Front {
  readonly url: string
  /** Addresses of the processes behind it. */
  targets: string[]
  /** Requests that got an answer other than 2xx, or none. */
  refused: number
  stop(): Promise<void>
}

export async function openFront(): Promise<Front> {
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk) => chunks.push(chunk))
    incoming.on('end', () => {
      turn += 1
      const from = turn
      const pass = (tried: number): void => {
        const target = front.targets[(from + tried) % Math.max(1, front.targets.length)]
        if (target === undefined || tried >= front.targets.length) {
          front.refused += 1
          outgoing.writeHead(502).end()
          return
        }
        const passed = request(
          target + incoming.url,
          { method: incoming.method, headers: incoming.headers, agent: false },
          (answer) => {
            if ((answer.statusCode ?? 500) >= 300) front.refused += 1
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(outgoing)
            answer.on('error', () => outgoing.destroy())
          },
        )
        passed.on('error', () => (outgoing.headersSent ? outgoing.destroy() : pass(tried + 1)))
        passed.end(Buffer.concat(chunks))
      }
      pass(0)
    })
    incoming.on('error', () => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets: [],
    refused: 0,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return front
}
