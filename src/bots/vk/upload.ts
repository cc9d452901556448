import type { Files, KeptFile } from '../../infra/files.ts'
import type { Log } from '../../infra/log.ts'
import { SendFailure } from '../messenger.ts'
import { noAnswer, type Vk } from './api.ts'
import { asFailure } from './failure.ts'

/**
 * Uploads a file of ours for these recipients.
 * @returns what `attachment` wants; undefined when there is no such file or VK will never take it: the
 * message must not be lost with it
 * @throws SendFailure of kind retry
 */
export async function attach(
  vk: Vk,
  files: Files,
  { id }: { id: string },
  peers: readonly number[],
  log: Log,
): Promise<string | undefined> {
  const kept = await files.get(id)
  if (!kept) {
    log.error({ file: id }, 'a file to send is not in the storage')
    return undefined
  }
  if (/^image\/(png|jpeg)$/.test(kept.mime)) {
    const photo = await tried(() => vk.upload.messagePhoto({ source: sourceOf(kept) }))
    if (!(photo instanceof SendFailure)) return String(photo)
  }
  // A document is uploaded for somebody who may be written to, and then serves all others.
  for (const peer of peers) {
    const document = await tried(() =>
      vk.upload.messageDocument({ peer_id: peer, title: kept.name, source: sourceOf(kept) }),
    )
    if (!(document instanceof SendFailure)) return String(document)
    if (document.kind === 'rejected') {
      log.error({ file: id, why: document.message }, 'VK does not take a file')
      return undefined
    }
  }
  // Nobody of them can be written to; sending will say so of each.
  return undefined
}

function sourceOf({ bytes, name, mime }: KeptFile) {
  return { value: bytes, filename: name, contentType: mime, contentLength: bytes.length }
}

/** @returns the refusal that lasts, throws the one to try again */
async function tried<T>(upload: () => Promise<T>): Promise<T | SendFailure> {
  try {
    return await upload()
  } catch (error) {
    const failure = asFailure(error)
    // Anything that is not VK's own refusal comes from the connection to its upload server.
    if (!(failure instanceof SendFailure)) throw noAnswer()
    if (failure.kind === 'retry') throw failure
    return failure
  }
}
