import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FilePlace, FileTooLarge, openFiles } from '../../src/infra/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-files-'))
const objects = new Map<string, Buffer>()
let bucket: Server

/** The least of S3: objects by path, each request signed. */
beforeAll(async () => {
  bucket = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const body: Buffer[] = []
    for await (const chunk of request) body.push(chunk)
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
      return response.writeHead(403).end()
    if (request.method === 'PUT') objects.set(path, Buffer.concat(body))
    if (request.method === 'DELETE') objects.delete(path)
    const found = objects.get(path)
    if (request.method !== 'PUT' && request.method !== 'DELETE' && !found)
      return response.writeHead(404).end()
    response.writeHead(200).end(request.method === 'GET' ? found : undefined)
  })
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  bucket.close()
  rmSync(folder, { recursive: true })
})

const places: [string, () => FilePlace][] = [
  ['a folder', () => ({ folder })],
  [
    'a bucket',
    () => ({
      endpoint: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
      bucket: 'tandem',
      region: 'us-east-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    }),
  ],
]

describe.each(places)('%s', (_, place) => {
  test('gives a file back with its name and type, byte for byte', async () => {
    const files = openFiles(place())
    const bytes = Buffer.from([0, 255, 10, 13, 0xd0, 0x9f])
    const id = await files.put(bytes, { name: 'Дорожная карта №1.docx', mime: 'text/plain' })
    expect(await files.get(id)).toEqual({
      bytes,
      name: 'Дорожная карта №1.docx',
      mime: 'text/plain',
    })
  })

  test('keeps an empty file', async () => {
    const files = openFiles(place())
    const id = await files.put(Buffer.alloc(0), { name: 'a', mime: 'b' })
    expect((await files.get(id))?.bytes).toHaveLength(0)
  })

  test('has a removed file no longer, and minds no second removal', async () => {
    const files = openFiles(place())
    const id = await files.put(Buffer.from('x'), { name: 'a', mime: 'b' })
    await files.remove(id)
    await files.remove(id)
    expect(await files.get(id)).toBeNull()
  })

  test('refuses a file over the limit and keeps nothing of it', async () => {
    const before = readdirSync(folder, { recursive: true }).length + objects.size
    const files = openFiles(place(), 3)
    await expect(files.put(Buffer.from('four'), { name: 'a', mime: 'b' })).rejects.toThrow(
      FileTooLarge,
    )
    expect(readdirSync(folder, { recursive: true }).length + objects.size).toBe(before)
  })

  test('has nothing under an id that is not one of its own', async () => {
    const files = openFiles(place())
    for (const id of ['', '../../etc/passwd', 'a'.repeat(36), crypto.randomUUID()])
      expect(await files.get(id)).toBeNull()
  })
})
