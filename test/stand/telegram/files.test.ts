import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWire, schemaComplaints, type Wire } from '../../support/telegram-wire.ts'

const megabyte = 1024 * 1024
/** The smallest PNG there is: one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let wire: Wire
beforeAll(async () => {
  wire = await openWire()
})
afterAll(async () => {
  expect(schemaComplaints(wire.telegram)).toEqual([])
  await wire.telegram.stop()
})

function form(field: string, bytes: Buffer, name: string): RequestInit {
  const body = new FormData()
  body.set('chat_id', '5')
  body.set(field, new Blob([new Uint8Array(bytes)]), name)
  return { body }
}

async function download(file_id: string): Promise<Buffer> {
  const { result } = await wire.call('getFile', { file_id })
  const { apiRoot, credentials } = wire.telegram
  const response = await fetch(`${apiRoot}/file/bot${credentials.token}/${result.file_path}`)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

test('a person’s document is fetched byte for byte', async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 1])
  await wire.telegram.say(5, { kind: 'file', name: 'план.xlsx', bytes })
  const { result } = await wire.call('getUpdates')
  const { document } = result.at(-1).message
  expect(await download(document.file_id)).toEqual(bytes)
})

test('a document of the bot is seen and kept, also when its bytes look like a boundary', async () => {
  const bytes = Buffer.from('\r\n--x\r\nContent-Disposition: form-data\r\n\r\n--')
  const { result } = await wire.post('sendDocument', form('document', bytes, 'отчёт.docx'))
  expect(result.document.file_name).toBe('отчёт.docx')
  const file = wire.telegram.chat(5).messages.at(-1)?.file
  expect(file).toMatchObject({ name: 'отчёт.docx', size: bytes.length })
  expect(wire.telegram.file(file?.id ?? '')?.bytes).toEqual(bytes)
  const again = await wire.call('sendDocument', { chat_id: 5, document: result.document.file_id })
  expect(again.result.document).toEqual(result.document)
})

test('attach:// names a part of the form', async () => {
  const body = new FormData()
  body.set('chat_id', '5')
  body.set('document', 'attach://one')
  body.set('one', new Blob(['abc']), 'a.txt')
  expect((await wire.post('sendDocument', { body })).result.document.file_size).toBe(3)
  expect(wire.telegram.calls().at(-1)?.params.document).toEqual({ file: 'a.txt', size: 3 })
})

test('a picture gets its sizes and anything else is no picture', async () => {
  const { result } = await wire.post('sendPhoto', form('photo', png, 'a.png'))
  expect(result.photo).toEqual([expect.objectContaining({ width: 1, height: 1 })])
  const wrong = await wire.post('sendPhoto', form('photo', Buffer.from('text'), 'a.png'))
  expect(wrong.description).toBe('Bad Request: IMAGE_PROCESS_FAILED')
  const document = await wire.call('sendDocument', {
    chat_id: 5,
    document: result.photo[0].file_id,
  })
  expect(document.description).toBe("Bad Request: can't use file of type Photo as Document")
})

test('empty files and files past the limits are refused', async () => {
  const send = (field: string, size: number) =>
    wire.post(`send${field}`, form(field.toLowerCase(), Buffer.alloc(size), 'a.bin'))
  expect((await send('Document', 0)).description).toBe('Bad Request: file must be non-empty')
  expect((await send('Photo', 10 * megabyte + 1)).description).toMatch(
    /^Bad Request: file of size 10485761 bytes is too big for a photo/,
  )
  expect(await send('Document', 50 * megabyte + 1)).toEqual({
    status: 413,
    ok: false,
    error_code: 413,
    description: 'Request Entity Too Large',
  })
})

test('a file past 20 MB can not be fetched by the bot', async () => {
  await wire.telegram.say(5, {
    kind: 'file',
    name: 'a.zip',
    bytes: Buffer.alloc(20 * megabyte + 1),
  })
  const id = wire.telegram.chat(5).messages.at(-1)?.file?.id
  expect((await wire.call('getFile', { file_id: id })).description).toBe(
    'Bad Request: file is too big',
  )
})
