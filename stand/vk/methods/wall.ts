import { badParameter, VkError } from '../errors.ts'
import { readAttachments } from '../files.ts'
import type { MethodCall, Methods } from '../method.ts'

const POST_LENGTH = 16_384

/** Only a user's token may write on the wall. */
export const wall: Methods = { 'wall.post': { tokens: ['user'], run: post } }

function post({ vk, params }: MethodCall): unknown {
  if (params.requiredInt('owner_id') !== -vk.groupId) throw new VkError(214)
  const text = params.text('message')
  const attachments = readAttachments(vk, params.list('attachments'))
  if (text.trim() === '' && attachments.length === 0) {
    throw badParameter('message or attachments should be specified')
  }
  if (text.length > POST_LENGTH) throw badParameter('message is too long')
  const guid = params.text('guid')
  const before = vk.state.wall.find((one) => guid !== '' && one.guid === guid)
  if (before) return { post_id: before.id }
  const id = (vk.state.wall.at(-1)?.id ?? 0) + 1
  vk.state.wall.push({ id, text, at: vk.now(), attachments, ...(guid ? { guid } : {}) })
  vk.changed()
  return { post_id: id }
}
