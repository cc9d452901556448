import { zipSync } from 'fflate'
import { MAX_XML_BYTES } from './limits.ts'
import { UnreadableFile } from './unreadable.ts'
import { unzip, type ZipEntry, zipDirectory } from './zip.ts'

export type PackageKind = 'docx' | 'xlsx' | 'archive' | 'other-office'

/** What kind of office file a zip is, judged by its entries and not by its name. */
export function packageKind(entries: readonly ZipEntry[]): PackageKind {
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('xl/workbook.xml')) return 'xlsx'
  const office = names.has('[Content_Types].xml') || names.has('mimetype')
  return office ? 'other-office' : 'archive'
}

/**
 * The text parts of an office file, unpacked and measured; macros, pictures and embedded files stay
 * packed. Throws UnreadableFile: broken | encrypted | zip-bomb.
 */
export function textParts(bytes: Buffer): Map<string, Buffer> {
  const entries = zipDirectory(bytes)
  const names = new Set(entries.map((entry) => entry.name))
  if (names.size !== entries.length) throw new UnreadableFile('broken')
  const parts = unzip(bytes, entries.filter(isTextPart))
  // Entities can blow up a small text; office files have none.
  for (const part of parts.values()) if (hasDoctype(part)) throw new UnreadableFile('broken')
  return parts
}

/**
 * Packs the text parts of an office file anew, without compression, for a parser that unpacks for
 * itself. Throws UnreadableFile: broken | encrypted | zip-bomb.
 */
export function cleanPackage(bytes: Buffer): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(textParts(bytes)), { level: 0 }))
}

function isTextPart(entry: ZipEntry): boolean {
  if (entry.unpacked > MAX_XML_BYTES) return /\.(xml|rels)$/i.test(entry.name)
  return (
    /\.(xml|rels)$/i.test(entry.name) && !/(^|\/)(embeddings|media|customXml)\//i.test(entry.name)
  )
}

function hasDoctype(part: Buffer): boolean {
  const wide = part[0] === 0xff || part[0] === 0xfe
  const head = part.toString(wide ? 'utf16le' : 'latin1', 0, 4096)
  return /<!(doctype|entity)/i.test(head) || part.includes('<!ENTITY') || part.includes('<!DOCTYPE')
}
