import type { IncomingMessage } from 'node:http'
import { Args } from './args.ts'
import { badRequest, tooLarge } from './errors.ts'
import { readMultipart } from './multipart.ts'

/** Largest file that a bot may upload, bytes. */
export const uploadLimit = 50 * 1024 * 1024
/** What the other fields of a body may add to the file, bytes. */
const allowance = 1024 * 1024

/**
 * Reads the arguments of a call from the query string and the body: JSON, urlencoded or multipart.
 * @throws ApiError 413 for a file past 50 MB, 400 for a body that is not what it says
 */
export async function readArgs(request: IncomingMessage, query: URLSearchParams): Promise<Args> {
  const values = new Map(query)
  if (request.method !== 'POST') return new Args(values)
  const type = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  if (/^multipart\/form-data/i.test(type)) return readMultipart(type, body, values)
  if (/^application\/json/i.test(type)) return new Args(fromJson(body.toString('utf8'), values))
  if (/^application\/x-www-form-urlencoded/i.test(type))
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) values.set(name, value)
  return new Args(values)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  let isTooLarge = false
  // A body past the limit is read to its end and thrown away, or the client never sees the answer.
  for await (const chunk of request) {
    size += chunk.length
    isTooLarge ||= size > uploadLimit + allowance
    if (isTooLarge) chunks.length = 0
    else chunks.push(chunk)
  }
  if (isTooLarge) throw tooLarge()
  return Buffer.concat(chunks)
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
