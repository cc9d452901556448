import { expect, test } from 'vitest'
import { type ReadFile, readAs } from '../../src/bots/read-as.ts'
import { askWorker } from '../../src/documents/in-worker.ts'
import { readDocument } from '../../src/documents/read-document.ts'

const boot = new URL('../../src/bots/intake-boot.mjs', import.meta.url)

function map(rows: number): { name: string; bytes: Buffer } {
  const row = (n: number) => `${n};Провести встречу ${n};до ${(n % 28) + 1} мая 2026 года;Куратор`
  const lines = Array.from({ length: rows }, (_, at) => row(at + 1))
  const text = ['№;Мероприятие;Срок;Ответственные', ...lines].join('\n')
  return { name: 'plan.csv', bytes: Buffer.from(text) }
}

test('a long road map is read in the thread, as the process would read it', async () => {
  const file = map(400)
  const { document, read } = await askWorker<ReadFile>(boot, file)
  expect(document).toEqual(await readDocument(file))
  expect(read).toEqual(readAs(document))
  expect(read).toMatchObject({ draft: { rows: { length: 400 } } })
})

test('a short one is left to the process, which need not wait for the grammar to be loaded', async () => {
  const { document, read } = await askWorker<ReadFile>(boot, map(3))
  expect(read).toBeUndefined()
  expect(readAs(document)).toMatchObject({ draft: { rows: { length: 3 } } })
})
