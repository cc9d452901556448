import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { State, StoredFile } from './state.ts'

/** Files that either side sent: facts in the state, bytes in a folder, or in memory when there is none. */
export class FileStore {
  readonly #state: State
  readonly #folder: string | undefined
  readonly #memory = new Map<string, Buffer>()

  constructor(state: State, folder?: string) {
    this.#state = state
    this.#folder = folder
  }

  /** Keeps a file and gives it the platform's kind of ids and path. */
  add(
    kind: StoredFile['kind'],
    bytes: Buffer,
    facts: { name: string; mime?: string; width?: number; height?: number },
  ): StoredFile {
    const number = this.#state.nextFile++
    const unique = createHash('sha256').update(bytes).update(`${kind}${number}`).digest('base64url')
    const file: StoredFile = {
      ...facts,
      id: `${prefixes[kind]}${unique}${number}`,
      uniqueId: `AgAD${unique.slice(0, 10)}`,
      kind,
      mime: facts.mime ?? mimeOf(facts.name),
      size: bytes.length,
      path: `${folders[kind]}/file_${number}${extname(facts.name).toLowerCase()}`,
    }
    this.#state.files[file.id] = file
    if (this.#folder) {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(join(this.#folder, file.uniqueId), bytes)
    } else this.#memory.set(file.uniqueId, bytes)
    return file
  }

  find(id: string): StoredFile | undefined {
    return Object.hasOwn(this.#state.files, id) ? this.#state.files[id] : undefined
  }

  byPath(path: string): StoredFile | undefined {
    return Object.values(this.#state.files).find((file) => file.path === path)
  }

  bytes(file: StoredFile): Buffer | undefined {
    if (!this.#folder) return this.#memory.get(file.uniqueId)
    try {
      return readFileSync(join(this.#folder, file.uniqueId))
    } catch {
      return undefined // The folder was emptied by hand: the message stays, the file is gone.
    }
  }
}

const prefixes = { document: 'BQACAgI', photo: 'AgACAgI', voice: 'AwACAgI', sticker: 'CAACAgI' }
const folders = { document: 'documents', photo: 'photos', voice: 'voice', sticker: 'stickers' }

const mimes: Record<string, string> = {
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.zip': 'application/zip',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
}

/** The type by a file's name: Telegram tells documents by it too. */
export function mimeOf(name: string): string {
  return mimes[extname(name).toLowerCase()] ?? 'application/octet-stream'
}

/** Width and height of a PNG or JPEG, pixels; undefined for anything else. */
export function pictureSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
