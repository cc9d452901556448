import type { Community } from './community.ts'
import { docObject, photoObject } from './files.ts'
import type { Conversation, Keyboard, StoredMessage } from './state.ts'

/** What the person's client can show; it comes with every message_new. */
export const CLIENT_INFO = {
  button_actions: [
    'text',
    'vkpay',
    'open_app',
    'location',
    'open_link',
    'callback',
    'intent_subscribe',
    'intent_unsubscribe',
  ],
  keyboard: true,
  inline_keyboard: true,
  carousel: true,
  lang_id: 0,
}

/** A message as VK puts it into events and answers. */
export function wireMessage(
  vk: Community,
  conversation: Conversation,
  message: StoredMessage,
): Record<string, unknown> {
  return {
    date: Math.floor(message.at / 1000),
    from_id: message.from,
    id: message.id,
    version: 10_000 + message.cmid,
    out: message.from < 0 ? 1 : 0,
    important: false,
    is_hidden: false,
    attachments: wireAttachments(vk, message),
    conversation_message_id: message.cmid,
    text: message.text,
    peer_id: conversation.peer,
    random_id: message.randomId ?? 0,
    fwd_messages: [],
    ...(message.payload === undefined ? {} : { payload: message.payload }),
    ...(message.ref === undefined ? {} : { ref: message.ref, ref_source: '' }),
    ...(message.action ? { action: message.action } : {}),
    ...(message.keyboard ? { keyboard: wireKeyboard(vk, message.keyboard) } : {}),
  }
}

export function wireKeyboard(vk: Community, keyboard: Keyboard): Record<string, unknown> {
  return {
    one_time: keyboard.oneTime,
    inline: keyboard.inline,
    author_id: -vk.groupId,
    buttons: keyboard.buttons.map((row) =>
      row.map(({ type, label, payload, link }) => ({
        action: {
          type,
          label,
          ...(payload === undefined ? {} : { payload }),
          ...(link === undefined ? {} : { link }),
        },
      })),
    ),
  }
}

function wireAttachments(vk: Community, message: StoredMessage): Record<string, unknown>[] {
  if (message.special === 'voice')
    return [{ type: 'audio_message', audio_message: voice(vk, message) }]
  if (message.special === 'sticker') return [{ type: 'sticker', sticker: sticker() }]
  return message.attachments
    .flatMap((key) => vk.state.files[key] ?? [])
    .map((file) =>
      file.kind === 'doc'
        ? { type: 'doc', doc: docObject(vk, file) }
        : { type: 'photo', photo: photoObject(vk, file) },
    )
}

function voice(vk: Community, message: StoredMessage): Record<string, unknown> {
  const link = `${vk.base}/files/voice${message.from}_${message.cmid}`
  return {
    id: message.cmid,
    owner_id: message.from,
    access_key: 'voice',
    duration: 3,
    link_mp3: `${link}.mp3`,
    link_ogg: `${link}.ogg`,
    waveform: [0, 4, 9, 4, 0],
  }
}

function sticker(): Record<string, unknown> {
  return {
    inner_type: 'base_sticker_new',
    sticker_id: 9008,
    product_id: 279,
    images: [],
    images_with_background: [],
    is_allowed: true,
  }
}
