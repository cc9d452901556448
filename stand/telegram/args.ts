import { badRequest } from './errors.ts'

/** A file that came as a part of a multipart body. */
export interface Upload {
  name: string
  mime: string
  bytes: Buffer
}

/** Fields whose value is text even when it looks like a number, a flag or JSON. */
const textFields = new Set([
  'text',
  'caption',
  'parse_mode',
  'callback_query_id',
  'url',
  'secret_token',
  'file_id',
  'ip_address',
  'action',
  'name',
  'description',
  'short_description',
  'language_code',
  'inline_message_id',
])

/** Arguments of one call. On the wire every value is text; a JSON body's values are turned back into it. */
export class Args {
  readonly #values: Map<string, string>
  readonly #uploads: Map<string, Upload>

  constructor(values: Map<string, string>, uploads = new Map<string, Upload>()) {
    this.#values = values
    this.#uploads = uploads
  }

  has(name: string): boolean {
    return this.text(name) !== ''
  }

  /** The value, or an empty text when it is absent: the platform does not tell these apart. */
  text(name: string): string {
    return this.#values.get(name) ?? ''
  }

  /** A whole number kept within bounds; what is not a number counts as 0, like at the platform. */
  integer(name: string, fallback: number, min = -Infinity, max = Infinity): number {
    const value = this.text(name)
    if (value === '') return fallback
    const number = /^\s*-?\d+/.test(value) ? Number.parseInt(value, 10) : 0
    return Math.min(max, Math.max(min, number))
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** A field that carries JSON; undefined when absent. @throws ApiError with `complaint` when it is not JSON */
  json(name: string, complaint: string): unknown {
    const value = this.text(name)
    if (value === '') return undefined
    try {
      return JSON.parse(value)
    } catch {
      throw badRequest(complaint)
    }
  }

  /** The uploaded part of a field, direct or by `attach://`. */
  upload(name: string): Upload | undefined {
    const value = this.text(name)
    return this.#uploads.get(value.startsWith('attach://') ? value.slice(9) : name)
  }

  /** The call as the platform reads it, for the log: values typed, files replaced by {file, size}. */
  described(): Record<string, unknown> {
    const described: Record<string, unknown> = {}
    const attached = new Set<string>()
    for (const [name, value] of this.#values) {
      if (value.startsWith('attach://')) attached.add(value.slice(9))
      const upload = this.upload(name)
      described[name] = upload ? fileOf(upload) : typed(name, value)
    }
    for (const [name, upload] of this.#uploads)
      if (!attached.has(name)) described[name] = fileOf(upload)
    return described
  }
}

function fileOf(upload: Upload): { file: string; size: number } {
  return { file: upload.name, size: upload.bytes.length }
}

function typed(name: string, value: string): unknown {
  if (textFields.has(name) || !/^(-?\d{1,16}|true|false|[[{].*)$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
