import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { writePaper } from '../../src/documents/write-paper.ts'

const say = (key: string, args: Record<string, string | number> = {}) =>
  [key, ...Object.values(args)].join(' ')
const act = {
  pseudonym: 'У-2B3C4D5F',
  municipality: 'Город Пример',
  school: null,
  reason: 'withdrawn' as const,
  askedOn: '2026-10-05',
  destroyedOn: '2026-11-03',
  destroyedAt: '11:00',
  destroyed: [{ what: '=HYPERLINK("x")', count: 3 }],
}

test('an act opens as a Word document and says whose records, which, how many and when', async () => {
  const [made] = await writePaper({ what: 'act', act }, say)
  const text = JSON.stringify(await readDocument({ name: 'act.docx', bytes: made!.bytes }))
  for (const part of ['У-2B3C4D5F', 'Город Пример', '03.11.2026 11:00', 'act-kept'])
    expect(text).toContain(part)
})

test('a log is CSV for a Russian spreadsheet, and no cell of it is a formula', async () => {
  const [{ bytes, name } = { bytes: Buffer.alloc(0), name: '' }] = await writePaper(
    { what: 'log', act },
    say,
  )
  const text = bytes.toString('utf8')
  expect(name).toMatch(/\.csv$/)
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect(text.trim().split('\r\n')).toHaveLength(2)
})

test('a form has the name filled in and lines for document, address and signature', async () => {
  const form = {
    name: 'Рябинин Илья Петрович',
    about: 'Рябинин Илья Петрович',
    own: null,
    birthDate: '1990-02-03',
    school: 'Школа № 1',
    municipality: 'Город Пример',
    title: 'Согласие',
    version: 2,
    text: 'Я даю согласие.',
    mark: 'abcdef',
  }
  const [made] = await writePaper({ what: 'consent-form', form }, say)
  const text = JSON.stringify(await readDocument({ name: 'form.docx', bytes: made!.bytes }))
  for (const part of ['Рябинин Илья Петрович', '03.02.1990', 'Я даю согласие.', 'abcdef'])
    expect(text).toContain(part)
  for (const key of ['document', 'address', 'signature'])
    expect(text).toContain(`consent-form-${key}`)
})
