import { VkError } from '../errors.ts'
import { docObject, keepFile, photoObject } from '../files.ts'
import { forGroup, type Methods } from '../method.ts'
import type { Uploads } from '../uploads.ts'

/** Asking where to upload, and keeping what was uploaded. */
export function uploadMethods(uploads: Uploads): Methods {
  return {
    'docs.getMessagesUploadServer': forGroup(({ vk, params }) => {
      vk.writable(params.requiredInt('peer_id'))
      const type = params.text('type') || 'doc'
      if (!['doc', 'audio_message', 'graffiti'].includes(type)) {
        throw new VkError(100, 'type is invalid')
      }
      return { upload_url: `${vk.base}/upload/doc` }
    }),
    'docs.save': forGroup(({ vk, params }) => {
      const upload = uploads.take('doc', params.requiredText('file'))
      if (!upload) throw new VkError(105)
      const name = params.text('title') || upload.name
      const file = keepFile(vk, { ...upload, kind: 'doc', owner: -vk.groupId, name })
      return { type: 'doc', doc: docObject(vk, file) }
    }),
    'photos.getMessagesUploadServer': forGroup(({ vk, params }) => {
      const peer = params.int('peer_id') ?? 0
      if (peer !== 0) vk.writable(peer)
      const upload_url = `${vk.base}/upload/photo`
      return { album_id: -64, upload_url, user_id: 0, group_id: vk.groupId }
    }),
    'photos.saveMessagesPhoto': forGroup(({ vk, params }) => {
      const photo = params.requiredText('photo')
      if (photo === '[]') throw new VkError(100, 'photos_list is invalid')
      const upload = uploads.take('photo', photo)
      if (!upload) throw new VkError(129)
      if (params.text('hash') !== upload.hash) throw new VkError(121)
      const { name, mime, bytes } = upload
      const file = keepFile(vk, { kind: 'photo', owner: -vk.groupId, name, mime, bytes })
      return [photoObject(vk, file)]
    }),
  }
}
