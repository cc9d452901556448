import { Args, type Upload } from './args.ts'
import { badRequest } from './errors.ts'

/**
 * Reads a multipart/form-data body. Written for this server because Telegram's own reader is
 * lenient where ready parsers are not: bot libraries send file names without quotes, with spaces.
 * @param values fields known so far; those of the body are added
 * @throws ApiError 400 for a body that is not what its header says
 */
export function readMultipart(type: string, body: Buffer, values: Map<string, string>): Args {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) throw badRequest("can't find boundary of the multipart body")
  const uploads = new Map<string, Upload>()
  for (const { headers, content } of parts(body, Buffer.from(`\r\n--${boundary}`))) {
    const disposition = headers.get('content-disposition') ?? ''
    const name = parameter(disposition, 'name')
    const file = parameter(disposition, 'filename')
    if (name === undefined) throw badRequest("can't find name of a multipart field")
    if (file === undefined) values.set(name, content.toString('utf8'))
    else
      uploads.set(name, {
        // Only the last step of a path is a file's name.
        name: file.split(/[/\\]/).at(-1) || name,
        mime: headers.get('content-type') ?? 'application/octet-stream',
        bytes: Buffer.from(content),
      })
  }
  return new Args(values, uploads)
}

interface Part {
  headers: Map<string, string>
  content: Buffer
}

function* parts(body: Buffer, mark: Buffer): Generator<Part> {
  // The first boundary has no line break before it; the last one is followed by "--".
  let at = body.indexOf(mark.subarray(2))
  if (at < 0) throw badRequest("can't find boundary of the multipart body")
  at += mark.length - 2
  while (body.toString('latin1', at, at + 2) !== '--') {
    const begin = body.indexOf('\r\n\r\n', at)
    const end = body.indexOf(mark, Math.max(begin, at))
    if (begin < 0 || end < 0) throw badRequest('multipart body ends too early')
    yield {
      headers: readHeaders(body.toString('utf8', at, begin)),
      content: body.subarray(begin + 4, Math.max(end, begin + 4)),
    }
    at = end + mark.length
  }
}

function readHeaders(block: string): Map<string, string> {
  const lines = block.split('\r\n').filter((line) => line.includes(':'))
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}

/** The value of `name="…"` or of a bare `name=…`, which runs to the next semicolon. */
function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'i').exec(header)
  if (!match) return undefined
  return match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2]?.trim()
}
