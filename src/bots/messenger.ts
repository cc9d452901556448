import type { Content } from './content.ts'

/**
 * The port that every messenger fills: one folder beside this file, one line in `registry.ts`.
 * Nobody asks a messenger for its name; what differs is said by `limits` and `can`.
 */
export interface Messenger {
  readonly name: string
  readonly limits: Limits
  readonly can: Capabilities

  /** Begins to receive. Every event is handed to `accept` and acknowledged to the platform only after that. */
  start(accept: Accept): Promise<void>
  /** Stops receiving; what was received is stored. Sending still works until `close`. */
  stop(): Promise<void>
  close(): Promise<void>

  /** Sends one message. @throws {SendFailure} and nothing else */
  send(message: Outgoing): Promise<Sent>
  /**
   * Sends the same content to up to `limits.batch` chats in one call. `number` makes a retry harmless.
   * The answer has one entry a chat, in the order given. Only where `limits.batch` > 1.
   * @throws {SendFailure} when the whole call failed
   */
  sendToMany?(
    chats: readonly string[],
    content: Content,
    number: bigint,
  ): Promise<(Sent | SendFailure)[]>
  /**
   * Sends different messages without files, each to another chat, up to `limits.together` of them in one
   * call. The answer has one entry a message, in the order given. Only where `limits.together` > 1.
   * @throws {SendFailure} when the whole call failed
   */
  sendTogether?(messages: readonly Outgoing[]): Promise<(Sent | SendFailure)[]>
  /** Answers a tap so that the button stops waiting; with a notice, shows it as a pop-up. Never throws. */
  answerTap(tap: Tap, notice?: string): Promise<void>
  /** The bytes of a file that a person sent. @throws {SendFailure} */
  fetchFile(file: IncomingFile): Promise<Buffer>
  /** Posts to the community's public wall; absent where there is none or no right to. */
  postToWall?(content: Content, number: bigint): Promise<Sent>
  /** A link that opens the bot with a start payload of at most 64 of [A-Za-z0-9_-]. */
  link(payload: string): string
  /** HTTP routes for the platform's webhooks; empty with long polling. */
  readonly routes: readonly WebhookRoute[]
}

export interface Limits {
  /** Characters of a text message. */
  text: number
  /** Characters of a file's caption. */
  caption: number
  /** Inline buttons: in all, rows, in a row, characters of a label, bytes of the data. */
  buttons: number
  rows: number
  columns: number
  label: number
  data: number
  /** Recipients a call of `sendToMany`; 1 where there is no such call. */
  batch: number
  /** Messages a call of `sendTogether`; 1 where there is no such call. */
  together: number
  /** Calls a second to keep. */
  perSecond: number
  /** Calls in flight at a time; what nobody waits for has half of them. */
  inFlight: number
  /** Whether replies count, too; false where the limit is one of bulk sending. */
  pacesReplies: boolean
  /** Bytes of a file taken in. */
  fileIn: number
}

export interface Capabilities {
  /** A sent message can be replaced in place. */
  edit: boolean
  /** May carry personal data (a deployment's configuration, 152-ФЗ). */
  personalData: boolean
}

export interface WebhookRoute {
  path: string
  /** @param body raw bytes; @returns what to answer */
  handle(
    body: Buffer,
    headers: Record<string, string | string[] | undefined>,
  ): Promise<{ status: number; body: string }>
}

/**
 * Stores incoming events, each once (unique by messenger and key), and returns when they are committed.
 * `cursor` is saved in the same transaction: where reading of the stream stands now.
 */
export type Accept = (events: readonly Incoming[], cursor?: Cursor) => Promise<void>

/** Where reading of a stream stands. */
export interface Cursor {
  name: string
  value: string
}

/** One event from a person, free of any messenger's shapes. Plain JSON: it is stored as it is. */
export interface Incoming {
  messenger: string
  /** Unique in the messenger, the same when the platform repeats the update. */
  key: string
  /** The platform's id of the user; `name` only to address a guest, it is not stored elsewhere. */
  user: { id: string; name: string }
  /** Where to answer. */
  chat: { id: string; group: boolean; title?: string }
  /** ISO instant as the platform gives it. */
  at: string
  event: IncomingEvent
}

export type IncomingEvent =
  /** First contact, «Начать», or a deep link with its payload. */
  | { type: 'start'; payload?: string }
  | { type: 'text'; text: string }
  /** /name or a menu item; the name without the slash. */
  | { type: 'command'; name: string; arg?: string; tap?: Tap }
  /** An inline button; `data` is what we put into it. */
  | { type: 'tap'; data: string; tap: Tap }
  | { type: 'file'; file: IncomingFile; caption?: string }
  /** Voice, sticker, location …: something that no flow reads. */
  | { type: 'unsupported'; what: 'voice' | 'sticker' | 'video' | 'other' }
  /** The person forbade the bot to write, or allowed it again. */
  | { type: 'blocked' }
  | { type: 'allowed' }
  /** The bot was added to a group chat. */
  | { type: 'joined' }
  /** A group chat has got another id, as Telegram's do that grow to supergroups. */
  | { type: 'moved'; from: string; to: string }

export interface Tap {
  /** The platform's id of the tap, to answer it. */
  id: string
  /** The message that the button is on, as `Sent.messageId`. */
  messageId?: string
  userId: string
  chatId: string
}

export interface IncomingFile {
  /** What the adapter needs to fetch it: an id or an address. */
  ref: string
  name: string
  mime: string
  size: number
}

export interface Outgoing {
  chatId: string
  content: Content
  /** The delivery row's number: makes a repeated send harmless where the platform can (VK random_id). */
  number: bigint
  /** Edit this message instead of sending a new one. When it cannot be edited, the adapter sends anew. */
  replaces?: string
}

export interface Sent {
  messageId: string
}

/** Why a send failed, the same for every messenger. */
export class SendFailure extends Error {
  /**
   * unreachable: the person blocked us, is gone or never wrote, do not write again;
   * retry: try later, after `seconds` if given (429, flood, 5xx, broken connection);
   * rejected: this content will never be taken, it is our bug.
   */
  readonly kind: 'unreachable' | 'retry' | 'rejected'
  readonly seconds: number | undefined
  /** Told to wait: with all our calls, or only with messages to this recipient. */
  readonly whose: 'all' | 'recipient'

  constructor(
    kind: SendFailure['kind'],
    message: string,
    seconds?: number,
    whose: SendFailure['whose'] = 'all',
  ) {
    super(message)
    this.name = 'SendFailure'
    this.kind = kind
    this.seconds = seconds
    this.whose = whose
  }
}

/** The chat has another id now: what waits for it goes there, at once. */
export class ChatMoved extends SendFailure {
  readonly to: string

  constructor(to: string, message: string) {
    super('retry', message, 0, 'recipient')
    this.name = 'ChatMoved'
    this.to = to
  }
}
