import { extname } from 'node:path'
import type { Community } from './community.ts'
import { secret } from './community.ts'
import { badParameter } from './errors.ts'
import type { StoredFile } from './state.ts'

const MOST_ATTACHMENTS = 10
const UNKNOWN_MIME = 'application/octet-stream'
/** VK goes by the name's ending, whatever the sender called the type. */
const MIMES: Record<string, string> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  jpg: 'image/jpeg',
  png: 'image/png',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const USUAL_PICTURE = { width: 1280, height: 960 }
/** VK's kinds of documents: 1 text, 2 archive, 3 gif, 4 picture, 8 other. */
const DOC_TYPES: Record<string, number> = {
  txt: 1,
  pdf: 1,
  doc: 1,
  docx: 1,
  odt: 1,
  rtf: 1,
  xls: 1,
  xlsx: 1,
  zip: 2,
  rar: 2,
  '7z': 2,
  gif: 3,
  jpg: 4,
  jpeg: 4,
  png: 4,
}

export interface NewFile {
  kind: 'doc' | 'photo'
  owner: number
  name: string
  mime: string
  bytes: Buffer
}

export function keepFile(vk: Community, file: NewFile): StoredFile {
  vk.state.lastFileId += 1
  const { bytes, ...rest } = file
  const id = vk.state.lastFileId
  const key = `${file.kind}${file.owner}_${id}`
  const named = MIMES[extname(file.name).slice(1).toLowerCase()]
  const mime = named ?? (file.mime || UNKNOWN_MIME)
  const stored = { ...rest, mime, key, id, accessKey: secret(9), size: bytes.length, at: vk.now() }
  vk.state.files[key] = stored
  vk.keeper.putBytes(key, bytes)
  vk.changed()
  return stored
}

/** Where a file is served; without the right hash it is not. */
export function fileUrl(vk: Community, file: StoredFile): string {
  return `${vk.base}/files/${file.key}?hash=${file.accessKey}`
}

export function docObject(vk: Community, file: StoredFile): Record<string, unknown> {
  const ext = extname(file.name).slice(1).toLowerCase()
  return {
    id: file.id,
    owner_id: file.owner,
    title: file.name,
    size: file.size,
    ext,
    date: Math.floor(file.at / 1000),
    type: DOC_TYPES[ext] ?? 8,
    url: fileUrl(vk, file),
    access_key: file.accessKey,
  }
}

export function photoObject(vk: Community, file: StoredFile): Record<string, unknown> {
  const size = { ...pictureSize(vk.keeper.bytes(file.key)), url: fileUrl(vk, file) }
  return {
    album_id: -3,
    date: Math.floor(file.at / 1000),
    id: file.id,
    owner_id: file.owner,
    access_key: file.accessKey,
    sizes: ['m', 'x', 'w'].map((type) => ({ ...size, type })),
    orig_photo: { ...size, type: 'base' },
    text: '',
    has_tags: false,
  }
}

/**
 * Reads an `attachment` parameter: doc-1_2 or photo-1_2_accesskey, separated by commas.
 * @throws VkError 100 when one of them does not exist
 */
export function readAttachments(vk: Community, items: string[]): string[] {
  if (items.length > MOST_ATTACHMENTS) throw badParameter('too many attachments')
  return items.map((item) => {
    const [, key, accessKey] = /^((?:doc|photo)-?\d+_\d+)(?:_(\w+))?$/.exec(item) ?? []
    const file = key === undefined ? undefined : vk.state.files[key]
    const ours = file?.owner === -vk.groupId || accessKey === file?.accessKey
    if (!file || !ours) throw badParameter(`attachment ${item} is invalid`)
    return file.key
  })
}

export function isPicture(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4).toString('hex')
  return start === '89504e47' || start.startsWith('ffd8ff') || start === '47494638'
}

/** Width and height of a PNG; other formats get a usual size, nothing depends on it. */
function pictureSize(bytes: Buffer | undefined): { width: number; height: number } {
  const png = bytes && bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47
  if (!png) return USUAL_PICTURE
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}
