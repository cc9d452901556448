import { inflateRawSync } from 'node:zlib'
import { MAX_UNPACKED_BYTES, MAX_XML_BYTES, MAX_ZIP_ENTRIES } from './limits.ts'
import { UnreadableFile } from './unreadable.ts'

/** One entry as the zip directory describes it. Nothing is unpacked yet. */
export interface ZipEntry {
  name: string
  packed: number
  unpacked: number
  method: number
  encrypted: boolean
  offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const ZIP64 = 0xffffffff

/**
 * Reads the directory of a zip and checks what it promises: the number of entries and their sizes.
 * ZIP64 is refused: no road map needs it.
 * Throws UnreadableFile: broken | zip-bomb.
 */
export function zipDirectory(bytes: Buffer): ZipEntry[] {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > MAX_ZIP_ENTRIES) throw new UnreadableFile('zip-bomb', { entries: count })
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      throw new UnreadableFile('broken')
    const entry = centralEntry(bytes, at)
    total += entry.unpacked
    if (total > MAX_UNPACKED_BYTES) throw new UnreadableFile('zip-bomb', { bytes: total })
    entries.push(entry)
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Unpacks the wanted entries and holds each to the size the directory promised, and all together
 * to MAX_XML_BYTES. Throws UnreadableFile: broken | encrypted | zip-bomb.
 */
export function unzip(bytes: Buffer, wanted: readonly ZipEntry[]): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  let left = MAX_XML_BYTES
  for (const entry of wanted) {
    if (entry.encrypted) throw new UnreadableFile('encrypted')
    if (entry.unpacked > left) throw new UnreadableFile('zip-bomb', { bytes: entry.unpacked })
    const part = unpack(bytes, entry)
    left -= part.length
    parts.set(entry.name, part)
  }
  return parts
}

function unpack(bytes: Buffer, entry: ZipEntry): Buffer {
  const at = entry.offset
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw new UnreadableFile('broken')
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) throw new UnreadableFile('broken')
  if (entry.method === 0) {
    if (entry.packed !== entry.unpacked) throw new UnreadableFile('broken')
    return Buffer.from(packed)
  }
  if (entry.method !== 8) throw new UnreadableFile('broken')
  return inflate(packed, entry.unpacked)
}

function inflate(packed: Buffer, promised: number): Buffer {
  try {
    const part = inflateRawSync(packed, { maxOutputLength: Math.max(promised, 1) })
    if (part.length !== promised) throw new UnreadableFile('broken')
    return part
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    const code = (error as NodeJS.ErrnoException).code
    // The entry is bigger than the directory said: somebody lied on purpose.
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new UnreadableFile('zip-bomb', { bytes: promised })
    throw new UnreadableFile('broken')
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_LENGTH - 0xffff)
  for (let at = bytes.length - END_LENGTH; at >= lowest; at--)
    if (bytes.readUInt32LE(at) === END) return at
  throw new UnreadableFile('broken')
}

function centralEntry(bytes: Buffer, at: number): ZipEntry {
  const entry = {
    name: bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    offset: bytes.readUInt32LE(at + 42),
  }
  if (entry.unpacked === ZIP64 || entry.packed === ZIP64 || entry.offset === ZIP64)
    throw new UnreadableFile('zip-bomb', { bytes: ZIP64 })
  return entry
}
