import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { UnreadableFile } from '../../src/documents/unreadable.ts'
import { handMadeZip } from './zip-made-by-hand.ts'

const TYPES = { name: '[Content_Types].xml', content: '<Types/>' }

async function codeOf(name: string, bytes: Buffer | string): Promise<string> {
  try {
    await readDocument({ name, bytes: Buffer.from(bytes) })
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

const word = (content: Buffer | string, claims?: number) =>
  handMadeZip([TYPES, { name: 'word/document.xml', content, claims }])

test.each([
  ['an empty file', 'plan.docx', '', 'empty'],
  ['a text of spaces', 'plan.txt', ' \n\t\n ', 'empty'],
  ['a program named .docx', 'plan.docx', 'MZ\x90\0\x03', 'not-what-it-says'],
  ['a program that is named one', 'plan.exe', 'MZ\x90\0\x03', 'program'],
  ['a text named .xlsx', 'plan.xlsx', 'Срок\tМероприятие', 'not-what-it-says'],
  ['a cut-off PDF', 'plan.pdf', '%PDF-1.7\n…', 'broken'],
  ['a cut-off PDF named .docx', 'plan.docx', '%PDF-1.7\n…', 'broken'],
  ['an RTF named .doc', 'plan.doc', '{\\rtf1 …}', 'old-doc'],
  ['a cut-off .docx', 'plan.docx', 'PK\x03\x04 and no more', 'broken'],
])('%s is refused', async (_, name, text, code) => {
  expect(await codeOf(name, text)).toBe(code)
})

test('an old .doc and an encrypted .docx are told apart', async () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  expect(await codeOf('plan.doc', ole)).toBe('old-doc')
  const sealed = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
  expect(await codeOf('plan.docx', sealed)).toBe('encrypted')
})

test('a picture is refused as a scan', async () => {
  expect(await codeOf('plan.jpg', Buffer.from('ffd8ffe000104a46', 'hex'))).toBe('scan-or-pdf')
})

test('archives are refused whatever they are named', async () => {
  const zip = handMadeZip([{ name: 'plan.txt', content: 'x' }])
  expect(await codeOf('plan.docx', zip)).toBe('archive')
  expect(await codeOf('plan.rar', Buffer.from('526172211a0700', 'hex'))).toBe('archive')
})

test('a presentation is of an unknown type', async () => {
  const slides = handMadeZip([TYPES, { name: 'ppt/presentation.xml', content: '<p/>' }])
  expect(await codeOf('plan.docx', slides)).toBe('unknown-type')
})

test('bytes of no format are of an unknown type', async () => {
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256))
  expect(await codeOf('plan', bytes)).toBe('unknown-type')
})

test('a file of more than 20 MB is refused before it is looked at', async () => {
  expect(await codeOf('plan.docx', Buffer.alloc(20 * 1024 * 1024 + 1))).toBe('too-big')
})

test('a text of too many lines is refused', async () => {
  expect(await codeOf('plan.txt', 'строка\n'.repeat(20_001))).toBe('too-long')
})

test('a zip bomb that admits its size is refused by its directory', async () => {
  expect(await codeOf('plan.docx', word('x', 3_000_000_000))).toBe('zip-bomb')
})

test('a zip bomb of a great text is refused before it is unpacked', async () => {
  expect(await codeOf('plan.docx', word(Buffer.alloc(40 * 1024 * 1024)))).toBe('zip-bomb')
})

test('a zip bomb that lies about its size is stopped while it unpacks', async () => {
  expect(await codeOf('plan.docx', word(Buffer.alloc(30 * 1024 * 1024), 1000))).toBe('zip-bomb')
})

test('a zip of too many entries is refused', async () => {
  const entry = (i: number) => ({ name: `word/${i}.xml`, content: '' })
  expect(
    await codeOf('plan.docx', handMadeZip(Array.from({ length: 2001 }, (_, i) => entry(i)))),
  ).toBe('zip-bomb')
})

test('an encrypted entry is refused', async () => {
  const zip = handMadeZip([TYPES, { name: 'word/document.xml', content: '<x/>', encrypted: true }])
  expect(await codeOf('plan.docx', zip)).toBe('encrypted')
})

test('entities, the bombs of XML, are refused', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
  expect(await codeOf('plan.docx', word(bomb))).toBe('broken')
})

test('a .docx without sense in it is broken', async () => {
  expect(await codeOf('plan.docx', word('<not closed'))).toBe('broken')
})

test('two entries of one name are refused: readers would disagree which is meant', async () => {
  const twice = { name: 'word/document.xml', content: '<x/>' }
  expect(await codeOf('plan.docx', handMadeZip([TYPES, twice, twice]))).toBe('broken')
})
