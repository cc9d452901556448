import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

const folder = new URL('../page/', import.meta.url)
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page of the stand: files of stand/page, read anew each time so that a change shows at once. */
export function pageRoutes(app: FastifyInstance): void {
  app.get('/', (_request, reply) => send(reply, 'index.html'))
  app.get<{ Params: { file: string } }>('/page/:file', (request, reply) =>
    send(reply, request.params.file),
  )
}

async function send(reply: import('fastify').FastifyReply, file: string) {
  const type = types[extname(file)]
  if (!type || !/^[a-z-]+\.[a-z]+$/.test(file)) throw new Refusal(404, 'Такой страницы нет.')
  const bytes = await readFile(new URL(file, folder)).catch(() => {
    throw new Refusal(404, 'Такой страницы нет.')
  })
  return reply
    .header('content-type', type)
    .header('cache-control', 'no-cache')
    .header('content-security-policy', "default-src 'self'; img-src 'self' blob: data:")
    .send(bytes)
}
