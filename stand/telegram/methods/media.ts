import type { Args } from '../args.ts'
import type { Core } from '../core.ts'
import { badRequest, tooLarge } from '../errors.ts'
import { pictureSize } from '../files.ts'
import { documentOf, photoSizes } from '../objects.ts'
import { uploadLimit } from '../request.ts'
import type { StoredFile, WireMessage } from '../state.ts'
import { captionContent, send } from './send.ts'

/** Largest photo that a bot may send and largest file that it may fetch, bytes. */
const photoLimit = 10 * 1024 * 1024
export const downloadLimit = 20 * 1024 * 1024

export function sendDocument(core: Core, args: Args): WireMessage {
  const file = stored(core, args, 'document')
  return send(core, args, { document: documentOf(file), ...captionContent(args) })
}

export function sendPhoto(core: Core, args: Args): WireMessage {
  const file = stored(core, args, 'photo')
  return send(core, args, { photo: photoSizes(file), ...captionContent(args) })
}

export function sendChatAction(_core: Core, args: Args): true {
  const actions =
    /^(typing|upload_(photo|video|voice|document|video_note)|record_(video|voice|video_note)|choose_sticker|find_location)$/
  if (!actions.test(args.text('action'))) throw badRequest('wrong parameter action in request')
  return true
}

export function getFile(core: Core, args: Args): Record<string, unknown> {
  if (!args.has('file_id')) throw badRequest('file_id not specified')
  const file = core.files.find(args.text('file_id'))
  if (!file) throw badRequest('invalid file_id')
  if (file.size > downloadLimit) throw badRequest('file is too big')
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_path: file.path,
  }
}

/** The file of a call: an uploaded part, or one known by its file_id. */
function stored(core: Core, args: Args, kind: 'document' | 'photo'): StoredFile {
  const upload = args.upload(kind)
  if (!upload) return known(core, args.text(kind), kind)
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  if (upload.bytes.length > uploadLimit) throw tooLarge()
  if (kind === 'document') return core.files.add(kind, upload.bytes, { name: upload.name })
  if (upload.bytes.length > photoLimit)
    throw badRequest(
      `file of size ${upload.bytes.length} bytes is too big for a photo; the maximum size is ${photoLimit} bytes`,
    )
  const size = pictureSize(upload.bytes)
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  if (
    size.width + size.height > 10_000 ||
    Math.max(size.width / size.height, size.height / size.width) > 20
  )
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  return core.files.add(kind, upload.bytes, { name: upload.name, ...size })
}

function known(core: Core, reference: string, kind: 'document' | 'photo'): StoredFile {
  if (reference === '' || reference.startsWith('attach://'))
    throw badRequest(`there is no ${kind} in the request`)
  if (/^https?:\/\//.test(reference)) throw badRequest('failed to get HTTP URL content')
  const file = core.files.find(reference)
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified')
  const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  if (file.kind !== kind)
    throw badRequest(`can't use file of type ${title(file.kind)} as ${title(kind)}`)
  return file
}
