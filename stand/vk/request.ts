import type { IncomingMessage } from 'node:http'

export interface SentFile {
  field: string
  name: string
  mime: string
  bytes: Buffer
}

export interface FormRequest {
  fields: Record<string, string>
  files: SentFile[]
}

/** Query and form fields of a request; a JSON body is not read, VK does not read it either. */
export async function readForm(request: IncomingMessage, url: URL): Promise<FormRequest> {
  const fields = Object.fromEntries(url.searchParams)
  const type = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  if (bearer) fields.access_token = bearer
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return {
      fields: { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString())) },
      files: [],
    }
  }
  if (!type.startsWith('multipart/form-data')) return { fields, files: [] }
  return readMultipart(fields, type, body)
}

async function readMultipart(
  fields: Record<string, string>,
  type: string,
  body: Buffer,
): Promise<FormRequest> {
  const files: SentFile[] = []
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData()
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value
    else {
      const bytes = Buffer.from(await value.arrayBuffer())
      files.push({ field, name: value.name, mime: value.type, bytes })
    }
  }
  return { fields, files }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
