import type { IncomingMessage } from 'node:http'
import { Busboy } from '@fastify/busboy'
import { Args, type Upload } from './args.ts'
import { badRequest, tooLarge } from './errors.ts'

/** Largest file that a bot may upload, bytes. */
export const uploadLimit = 50 * 1024 * 1024

/**
 * Reads the arguments of a call from the query string and the body: JSON, urlencoded or multipart.
 * @throws ApiError 413 for a file past 50 MB, 400 for a body that is not what it says
 */
export async function readArgs(request: IncomingMessage, url: URL): Promise<Args> {
  const values = new Map(url.searchParams)
  if (request.method !== 'POST') return new Args(values)
  const type = (request.headers['content-type'] ?? '').toLowerCase()
  if (type.startsWith('multipart/form-data')) return readMultipart(request, values)
  const body = await readBody(request)
  if (type.startsWith('application/json')) return new Args(fromJson(body, values))
  if (type.startsWith('application/x-www-form-urlencoded'))
    for (const [name, value] of new URLSearchParams(body)) values.set(name, value)
  return new Args(values)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > uploadLimit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Adds the fields of a JSON body to `values`; what is not text is written back as JSON. */
export function fromJson(body: string, values = new Map<string, string>()): Map<string, string> {
  if (body.trim() === '') return values
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw badRequest("can't parse request JSON object")
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badRequest("can't parse request JSON object")
  for (const [name, value] of Object.entries(parsed))
    if (value !== null) values.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return values
}

function readMultipart(request: IncomingMessage, values: Map<string, string>): Promise<Args> {
  const uploads = new Map<string, Upload>()
  return new Promise((resolve, reject) => {
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: { fileSize: uploadLimit, fieldSize: uploadLimit },
    })
    form.on('field', (name, value) => values.set(name, value))
    form.on('file', (name, stream, filename, _encoding, mime) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => reject(tooLarge()))
      stream.on('end', () => {
        uploads.set(name, { name: filename || name, mime, bytes: Buffer.concat(chunks) })
      })
    })
    form.on('finish', () => resolve(new Args(values, uploads)))
    form.on('error', () => reject(badRequest("can't parse multipart body")))
    request.on('error', reject)
    request.pipe(form)
  })
}
