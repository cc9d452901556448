import type { FastifyInstance } from 'fastify'

/**
 * Reads multipart/form-data into the same body as JSON: text fields as they are, the part `file`
 * becomes `bytes` (base64), `name` and `mime`, and `kind` is `file` unless given.
 */
export function acceptUploads(app: FastifyInstance): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: { headers: { 'content-type'?: string } }, raw: string | Buffer) => {
      const type = request.headers['content-type'] ?? ''
      const form = await new Response(raw, { headers: { 'content-type': type } }).formData()
      const body: Record<string, string> = {}
      for (const [field, value] of form) {
        if (typeof value === 'string') body[field] = value
      }
      const file = form.get('file')
      if (!file || typeof file === 'string') return body
      body.kind ??= 'file'
      body.bytes = Buffer.from(await file.arrayBuffer()).toString('base64')
      if (body.kind === 'file') {
        body.name ??= file.name
        if (file.type) body.mime ??= file.type
      }
      return body
    },
  )
}
