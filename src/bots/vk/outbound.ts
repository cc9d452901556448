import type { Files } from '../../infra/files.ts'
import type { Log } from '../../infra/log.ts'
import { type Content, toPlain } from '../content.ts'
import { type Outgoing, SendFailure, type Sent } from '../messenger.ts'
import { noAnswer, type Vk } from './api.ts'
import { asFailure, asSendFailure, ofPeer } from './failure.ts'
import { unlinked } from './mentions.ts'
import { inlineKeyboard, type Keyboard, keyboardBelow } from './menu.ts'
import { groupChats } from './translate.ts'
import { attach } from './upload.ts'

export interface SenderParts {
  vk: Vk
  files: Files
  log: Log
  /** The word on the button that is always below the input. */
  menuLabel: string
}

export interface Sender {
  send(message: Outgoing): Promise<Sent>
  sendToMany(
    chats: readonly string[],
    content: Content,
    number: bigint,
  ): Promise<(Sent | SendFailure)[]>
}

/** Sends through `messages.send` and `messages.edit`. @throws SendFailure */
export function sender(parts: SenderParts): Sender {
  const { vk, menuLabel } = parts
  return {
    async send({ chatId, content, number, replaces }) {
      const peer = Number(chatId)
      const inline = inlineKeyboard(content)
      const menuBelow = !inline && (content.menu?.flat().length ?? 0) > 0
      try {
        // A keyboard below the input cannot come with an edit.
        if (replaces !== undefined && !content.file && !menuBelow) {
          const edited = await edit(vk, peer, replaces, content, inline)
          if (edited) return edited
        }
        const person = peer < groupChats
        const below = person ? keyboardBelow(content.menu ?? [], menuLabel) : undefined
        const [outcome] = await post(parts, [chatId], content, number, inline ?? below)
        if (outcome instanceof SendFailure) throw outcome
        return outcome ?? { messageId: '' }
      } catch (error) {
        throw asSendFailure(error)
      }
    },
    async sendToMany(chats, content, number) {
      try {
        return await post(parts, chats, content, number, inlineKeyboard(content))
      } catch (error) {
        throw asSendFailure(error)
      }
    },
  }
}

/** What every message says besides its words: no previews, no pings of people who are mentioned. */
const quiet = { dont_parse_links: 1, disable_mentions: 1 }

/** One call for all; with `peer_ids` every recipient gets an answer of its own, also a single one. */
async function post(
  { vk, files, log }: SenderParts,
  chats: readonly string[],
  content: Content,
  number: bigint,
  keyboard: Keyboard | undefined,
): Promise<(Sent | SendFailure)[]> {
  const peers = chats.map(Number)
  const attachment = content.file ? await attach(vk, files, content.file, peers, log) : undefined
  const text = unlinked(toPlain(content.text))
  const words = text === '' && content.file && attachment === undefined ? content.file.name : text
  const answer: unknown = await vk.api.messages.send({
    peer_ids: peers,
    random_id: randomId(number),
    ...(words === '' ? {} : { message: words }),
    ...(attachment === undefined ? {} : { attachment }),
    ...(keyboard ? { keyboard: JSON.stringify(keyboard) } : {}),
    ...quiet,
  })
  const outcomes = new Map(readAnswer(answer).map((each) => [each.peer_id, each]))
  return peers.map((peer) => {
    const outcome = outcomes.get(peer)
    if (!outcome) return new SendFailure('retry', 'VK leaves a recipient out of its answer')
    if (outcome.error) return ofPeer(outcome.error)
    return { messageId: String(outcome.conversation_message_id ?? '') }
  })
}

interface PeerAnswer {
  peer_id: number
  conversation_message_id?: number
  error?: { code: number; description: string }
}

function readAnswer(answer: unknown): PeerAnswer[] {
  if (!Array.isArray(answer)) throw noAnswer()
  return answer as PeerAnswer[]
}

/** Edits stay possible for a day; then these codes come, or an older message is unknown (100). */
const cannotEdit = /^VK (?!911|914)\d+:/

/**
 * The keyboard goes along each time: a message loses what an edit does not repeat.
 * @returns undefined when that message cannot be edited: then a new one is sent
 */
async function edit(
  vk: Vk,
  peer: number,
  messageId: string,
  content: Content,
  keyboard: Keyboard | undefined,
): Promise<Sent | undefined> {
  try {
    await vk.api.messages.edit({
      peer_id: peer,
      conversation_message_id: Number(messageId),
      message: unlinked(toPlain(content.text)),
      ...(keyboard ? { keyboard: JSON.stringify(keyboard) } : {}),
      ...quiet,
    })
    return { messageId }
  } catch (error) {
    const failure = asFailure(error)
    if (!(failure instanceof SendFailure)) throw failure
    if (failure.kind === 'rejected' && cannotEdit.test(failure.message)) return undefined
    throw failure
  }
}

/**
 * VK drops a second message of the same number to the same person, so a repeated send is harmless. An
 * int32 and never 0, which would compare nothing.
 */
export function randomId(number: bigint): number {
  return Number(number % 2_147_483_646n) + 1
}
