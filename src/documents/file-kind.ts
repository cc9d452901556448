import { extname } from 'node:path'
import { packageKind } from './office-package.ts'
import { UnreadableFile } from './unreadable.ts'
import { zipDirectory } from './zip.ts'

export type ReadableKind = 'docx' | 'xlsx' | 'pdf' | 'csv' | 'text' | 'html'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const PICTURES = ['ffd8ff', '89504e470d0a1a0a', '47494638', '49492a00', '4d4d002a', '52494646']
const ARCHIVES = ['526172211a07', '377abcaf271c', '1f8b', '425a68', 'fd377a585a00']
const PROGRAMS = ['4d5a', '7f454c46', 'cafebabe', 'cffaedfe', 'feedface', 'feedfacf', '2321']
const OFFICE_NAMES = new Set(['.docx', '.xlsx', '.docm', '.xlsm', '.doc', '.xls', '.pdf', '.rtf'])
/** Names of programs that say what they are. */
const PROGRAM_NAMES = new Set([
  '.exe',
  '.com',
  '.dll',
  '.msi',
  '.scr',
  '.bat',
  '.cmd',
  '.sh',
  '.bin',
  '.class',
])

/**
 * Judges a file by its first bytes; the name only tells a table of commas from a text.
 * Throws UnreadableFile for whatever is not read: not-what-it-says | encrypted | old-doc |
 * scan-or-pdf | archive | program | unknown-type | broken | zip-bomb.
 */
export function fileKind(name: string, bytes: Buffer): ReadableKind {
  const ext = extname(name).toLowerCase()
  if (starts(bytes, ['504b0304', '504b0506'])) return zippedKind(bytes)
  if (bytes.subarray(0, 8).equals(OLE)) throw oldOffice(bytes)
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  // A program that says what it is deceives nobody; it is not kept all the same.
  if (starts(bytes, PROGRAMS))
    throw new UnreadableFile(PROGRAM_NAMES.has(ext) ? 'program' : 'not-what-it-says', {
      extension: ext,
    })
  if (starts(bytes, PICTURES)) throw new UnreadableFile('scan-or-pdf')
  if (starts(bytes, ARCHIVES)) throw new UnreadableFile('archive')
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') throw new UnreadableFile('old-doc')
  if (isBinary(bytes)) throw new UnreadableFile(OFFICE_NAMES.has(ext) ? 'broken' : 'unknown-type')
  if (isHtml(bytes)) return 'html'
  if (OFFICE_NAMES.has(ext)) throw new UnreadableFile('not-what-it-says', { extension: ext })
  return ext === '.csv' || ext === '.tsv' ? 'csv' : 'text'
}

function zippedKind(bytes: Buffer): ReadableKind {
  const kind = packageKind(zipDirectory(bytes))
  if (kind === 'archive') throw new UnreadableFile('archive')
  if (kind === 'other-office') throw new UnreadableFile('unknown-type')
  return kind
}

/** A protected .docx is an old container with the encrypted package inside. */
function oldOffice(bytes: Buffer): UnreadableFile {
  const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return new UnreadableFile(encrypted ? 'encrypted' : 'old-doc')
}

function starts(bytes: Buffer, signatures: readonly string[]): boolean {
  const head = bytes.subarray(0, 8).toString('hex')
  return signatures.some((signature) => head.startsWith(signature))
}

/**
 * Control characters make a binary file; but in UTF-16 every other byte of a Russian text is 4
 * (of a Latin one 0), always on the same side.
 */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  const wide = (side: number) =>
    head.filter((byte, i) => i % 2 === side && (byte === 0 || byte === 4)).length > head.length / 4
  if (wide(0) !== wide(1)) return false
  const control = head.filter((byte) => byte < 32 && (byte < 9 || byte > 13)).length
  return head.includes(0) || control > head.length / 50
}

function isHtml(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 1024).toString('latin1').trimStart().toLowerCase()
  return /^(\xef\xbb\xbf)?(<!doctype html|<html|<table|<meta)/.test(head)
}
