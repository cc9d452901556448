import { createServer, type Socket } from 'node:net'

export interface Call {
  path: string
  body: string
  /** Sends the answer, JSON text, with status 200 unless told. */
  answer(json: string, status?: number): void
}

/**
 * A bare HTTP/1.1 server: keep-alive, bodies with a length or in chunks, one request at a time a
 * connection. It costs a fraction of node:http, so the platform is never what is being measured.
 * @returns the port it listens on, of 127.0.0.1
 */
export function serve(handle: (call: Call) => void): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    let rest: Buffer = Buffer.alloc(0)
    socket.on('data', (piece) => {
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      for (;;) {
        const request = cut(rest)
        if (!request) return
        rest = rest.subarray(request.size)
        handle({ path: request.path, body: request.body, answer: answerOn(socket) })
      }
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', 4096, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

function answerOn(socket: Socket): Call['answer'] {
  return (json, status = 200) => {
    if (socket.destroyed) return
    socket.write(
      `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
    )
  }
}

/** The first whole request of what has come; undefined while it is not whole. */
function cut(bytes: Buffer): { path: string; body: string; size: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  const from = end + 4
  if (length) {
    const size = from + Number(length[1])
    return bytes.length < size
      ? undefined
      : { path, body: bytes.toString('utf8', from, size), size }
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { path, body: '', size: from }
  return cutChunks(bytes, from, path)
}

function cutChunks(bytes: Buffer, from: number, path: string) {
  let at = from
  const parts: Buffer[] = []
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const length = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const next = line + 2 + length + 2
    if (bytes.length < next) return undefined
    if (length === 0) return { path, body: Buffer.concat(parts).toString('utf8'), size: next }
    parts.push(bytes.subarray(line + 2, line + 2 + length))
    at = next
  }
}
