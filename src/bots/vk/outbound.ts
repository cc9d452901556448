import { Chain } from 'vk-io'
import type { Files } from '../../infra/files.ts'
import type { Log } from '../../infra/log.ts'
import { type Content, toPlain } from '../content.ts'
import { type Outgoing, SendFailure, type Sent } from '../messenger.ts'
import { noAnswer, type Vk } from './api.ts'
import { asFailure, asSendFailure, isExecuteRefused, ofPeer } from './failure.ts'
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
  sendTogether(messages: readonly Outgoing[]): Promise<(Sent | SendFailure)[]>
}

/** One call of the API: by itself, or as a part of an `execute`. */
type Caller = (method: string, params: object) => Promise<unknown>

/** Characters of text that go into one `execute`: its code is limited, VK does not say to how much. */
const executeText = 30_000

/** Sends through `messages.send` and `messages.edit`. @throws SendFailure */
export function sender(parts: SenderParts): Sender {
  const { vk, menuLabel } = parts
  const direct: Caller = (method, params) => vk.api.call(method, params)

  /** Makes its first call before it waits for anything, when there is no file. */
  const send = async (
    { chatId, content, number, replaces }: Outgoing,
    call: Caller = direct,
  ): Promise<Sent> => {
    const peer = Number(chatId)
    const inline = inlineKeyboard(content)
    const menuBelow = !inline && (content.menu?.flat().length ?? 0) > 0
    // A keyboard below the input cannot come with an edit.
    const edits = replaces !== undefined && !content.file && !menuBelow
    try {
      if (edits) {
        const edited = await edit(call, peer, replaces, content, inline)
        if (edited) return edited
      }
      const person = peer < groupChats
      const below = person ? keyboardBelow(content.menu ?? [], menuLabel) : undefined
      const posting = edits ? direct : call
      const [outcome] = await post(parts, posting, [chatId], content, number, inline ?? below)
      if (outcome instanceof SendFailure) throw outcome
      return outcome ?? { messageId: '' }
    } catch (error) {
      throw asSendFailure(error)
    }
  }

  const execute = async (messages: readonly Outgoing[]): Promise<(Sent | SendFailure)[]> => {
    const chain = new Chain({ api: vk.api })
    // All messages have put their call into the chain by then.
    const ran = Promise.resolve().then(() => chain.run())
    const part: Caller = (method, params) => {
      const answer = chain.append(method, params)
      answer.catch(() => undefined)
      // vk-io gives every part the refusal of the whole, which says nothing of the part.
      return ran.then(
        () => answer,
        () => Promise.reject(noAnswer()),
      )
    }
    const outcomes = Promise.all(messages.map((message) => outcomeOf(send(message, part))))
    outcomes.catch(() => undefined)
    try {
      await ran
    } catch (error) {
      // The `execute` itself is at fault (12, 13): its messages may be good each by itself.
      if (isExecuteRefused(error)) return Promise.all(messages.map((one) => outcomeOf(send(one))))
      throw asSendFailure(error)
    }
    return outcomes
  }

  return {
    send: (message) => send(message),
    async sendToMany(chats, content, number) {
      try {
        return await post(parts, direct, chats, content, number, inlineKeyboard(content))
      } catch (error) {
        throw asSendFailure(error)
      }
    },
    async sendTogether(messages) {
      const outcomes: (Sent | SendFailure)[] = []
      for (const portion of portions(messages)) {
        const [only, another] = portion
        try {
          if (only && !another) outcomes.push(await outcomeOf(send(only)))
          else outcomes.push(...(await execute(portion)))
        } catch (error) {
          // What the calls before have sent is sent.
          if (outcomes.length === 0 || !(error instanceof SendFailure)) throw error
          return [...outcomes, ...messages.slice(outcomes.length).map(() => error)]
        }
      }
      return outcomes
    },
  }
}

/** @throws what is no SendFailure */
async function outcomeOf(sending: Promise<Sent>): Promise<Sent | SendFailure> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof SendFailure) return error
    throw error
  }
}

function portions(messages: readonly Outgoing[]): Outgoing[][] {
  const all: Outgoing[][] = []
  let room = 0
  for (const message of messages) {
    room -= message.content.text.length
    const last = all.at(-1)
    if (last && room >= 0) last.push(message)
    else {
      all.push([message])
      room = executeText - message.content.text.length
    }
  }
  return all
}

/** What every message says besides its words: no previews, no pings of people who are mentioned. */
const quiet = { dont_parse_links: 1, disable_mentions: 1 }

/** One call for all; with `peer_ids` every recipient gets an answer of its own, also a single one. */
async function post(
  { vk, files, log }: SenderParts,
  call: Caller,
  chats: readonly string[],
  content: Content,
  number: bigint,
  keyboard: Keyboard | undefined,
): Promise<(Sent | SendFailure)[]> {
  const peers = chats.map(Number)
  const attachment = content.file ? await attach(vk, files, content.file, peers, log) : undefined
  const text = unlinked(toPlain(content.text))
  const words = text === '' && content.file && attachment === undefined ? content.file.name : text
  const answer: unknown = await call('messages.send', {
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
  call: Caller,
  peer: number,
  messageId: string,
  content: Content,
  keyboard: Keyboard | undefined,
): Promise<Sent | undefined> {
  try {
    await call('messages.edit', {
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
