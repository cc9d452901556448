import { secret } from './community.ts'
import { isPicture } from './files.ts'

export interface Upload {
  name: string
  mime: string
  bytes: Buffer
  hash: string
}

/** The upload servers: they take a file and give back what docs.save or photos.saveMessagesPhoto wants. */
export class Uploads {
  readonly #taken = new Map<string, Upload>()

  /** @param file the multipart field `file` or `photo`, if there was one */
  receive(kind: 'doc' | 'photo', file: Omit<Upload, 'hash'> | undefined): object {
    if (!file || file.bytes.length === 0) {
      return { error: 'no_file', error_descr: 'file not found or is empty' }
    }
    const upload = { ...file, hash: secret(16) }
    const ticket = secret(24)
    if (kind === 'doc') {
      this.#taken.set(`doc ${ticket}`, upload)
      return { file: ticket }
    }
    // VK answers an empty list when it is no picture.
    if (!isPicture(file.bytes)) return { server: 1, photo: '[]', hash: upload.hash }
    const photo = JSON.stringify([{ photo: ticket, sizes: [] }])
    this.#taken.set(`photo ${photo}`, upload)
    return { server: 1, photo, hash: upload.hash }
  }

  take(kind: 'doc' | 'photo', ticket: string): Upload | undefined {
    return this.#taken.get(`${kind} ${ticket}`)
  }
}
