import { randomUUID } from 'node:crypto'
import { createStorage, type Driver } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs'
import s3Driver from 'unstorage/drivers/s3'

export interface FileInfo {
  /** As the person named it; never part of a path. */
  name: string
  mime: string
}
export interface KeptFile extends FileInfo {
  bytes: Buffer
}

/** Where files that people send and the bots make are kept, under ids of our own. */
export interface Files {
  /** @returns the new file's id. @throws FileTooLarge */
  put(bytes: Uint8Array, info: FileInfo): Promise<string>
  /** The file, or null where there is none of this id. */
  get(id: string): Promise<KeptFile | null>
  remove(id: string): Promise<void>
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
}

/** A folder of this machine, or a bucket that speaks S3. */
export type FilePlace =
  | { folder: string }
  | {
      endpoint: string
      bucket: string
      region: string
      accessKeyId: string
      secretAccessKey: string
    }

/** The largest file that either messenger lets a bot send. */
const LARGEST_FILE = 50 * 1024 * 1024
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/**
 * Opens the file storage.
 * @param largest bytes of the largest file taken
 */
export function openFiles(place: FilePlace, largest = LARGEST_FILE): Files {
  const driver = 'folder' in place ? fsDriver({ base: place.folder }) : s3Driver(place)
  const storage = createStorage({ driver: driver as Driver })
  // Two folders: one of a hundred thousand files is slow to list and to copy.
  const bytesOf = (id: string) => `${id.slice(0, 2)}:${id}:bytes`
  const infoOf = (id: string) => `${id.slice(0, 2)}:${id}:info.json`

  return {
    async put(bytes, { name, mime }) {
      if (bytes.byteLength > largest)
        throw new FileTooLarge(`A file of ${bytes.byteLength} bytes is over the limit ${largest}.`)
      const id = randomUUID()
      try {
        await storage.setItemRaw(bytesOf(id), Buffer.from(bytes))
        await storage.setItem(infoOf(id), { name, mime })
      } catch (error) {
        // Half a file would take the room that is missing.
        await storage.removeItem(infoOf(id)).catch(() => {})
        await storage.removeItem(bytesOf(id)).catch(() => {})
        throw error
      }
      return id
    },
    async get(id) {
      if (!ID.test(id)) return null
      const info = await storage.getItem<FileInfo>(infoOf(id))
      if (!info) return null
      const bytes = await storage.getItemRaw<Uint8Array>(bytesOf(id))
      return bytes ? { ...info, bytes: Buffer.from(bytes) } : null
    },
    async remove(id) {
      if (!ID.test(id)) return
      await storage.removeItem(infoOf(id))
      await storage.removeItem(bytesOf(id))
    },
  }
}
