/**
 * What a local messenger server offers to the stand: people act through it, the page and the tests
 * read what they would see. The bots never see this side: they speak the platform's wire protocol.
 */
export interface LocalMessenger {
  readonly name: 'telegram' | 'vk'
  /** What the bots are pointed at: TELEGRAM_API_ROOT or VK_API_ROOT. */
  readonly apiRoot: string
  /** What a real installation would get from the platform: token, group id, secrets. */
  readonly credentials: Record<string, string>

  /** Adds a person (or renames one). `id` is the platform's user id. Idempotent. */
  addPerson(person: StandPerson): void
  /** Adds a group chat that the bot is a member of, and returns its id (Telegram: negative, VK: 2000000000 + n). */
  addGroup(title: string, members: number[]): string

  /** Opens the bot by a deep link, or without a payload presses «Начать». */
  start(personId: number, payload?: string): Promise<void>
  /** Says something in the private chat, or in a group when `chat` is given. */
  say(personId: number, said: Said, chat?: string): Promise<void>
  /** Presses a button of a message (or of the reply keyboard when `messageId` is absent), by its label. */
  tap(personId: number, label: string, messageId?: number, chat?: string): Promise<void>
  /** Sends any callback payload from a person, even a forged one: for tests of foreign and stale buttons. */
  tapRaw(personId: number, messageId: number, data: string, chat?: string): Promise<void>
  /** The person forbids the bot to write (Telegram: blocks it, VK: message_deny). */
  block(personId: number): Promise<void>
  /** The person allows the bot to write again. */
  unblock(personId: number): Promise<void>

  /** What the person sees in the private chat with the bot, or in a group chat, oldest first. */
  chat(personId: number, chat?: string): ChatView
  /** The bytes of a file that either side sent. */
  file(fileId: string): { name: string; mime: string; bytes: Buffer } | undefined
  /** The bot's own calls, oldest first: for tests. Long-poll calls are left out. */
  calls(): Call[]
  /** Updates as they were handed to the bot, oldest first: for tests. */
  updates(): unknown[]
  /** True while the person forbids the bot to write. Where it is absent the stand counts block and unblock. */
  isBlocked?(personId: number): boolean
  /** The community's wall, newest first; only where the platform has one. */
  wall?(): WallPost[]
  /** Called after anything visible changes. */
  onChange(listener: () => void): void

  stop(): Promise<void>
}

export interface StandPerson {
  id: number
  firstName: string
  lastName: string
  /** True when the bot may write first (has been started or allowed before). */
  allowed?: boolean
}

export type Said =
  | { kind: 'text'; text: string }
  | { kind: 'file'; name: string; mime?: string; bytes: Buffer; caption?: string }
  | { kind: 'photo'; bytes: Buffer; caption?: string }
  | { kind: 'voice' }
  | { kind: 'sticker' }

export interface ChatView {
  title: string
  messages: ChatMessage[]
  /** The reply keyboard below the input, rows of labels; empty when there is none. */
  keyboard: string[][]
}

export interface ChatMessage {
  id: number
  from: 'bot' | number
  /** Name of the sender in group chats. */
  fromName: string
  /** Plain text as a person sees it. */
  text: string
  /** The text with the formatting that the platform applied, as safe HTML (b, i, a, code only). */
  html: string
  at: string
  edited: boolean
  /** Inline buttons, rows of labels with their payload. */
  buttons: { label: string; data?: string; url?: string }[][]
  file?: { id: string; name: string; mime: string; size: number }
  picture?: { id: string }
  /** A pop-up or snackbar shown in answer to a tap on this message. */
  notice?: string
}

export interface WallPost {
  id: number
  /** Plain text as a visitor sees it. */
  text: string
  at: string
  pictures: { id: string }[]
}

export interface Call {
  method: string
  /** Parameters as the platform would read them: form fields parsed, files replaced by {file, size}. */
  params: Record<string, unknown>
  /** HTTP status and body that were answered. */
  status: number
  answer: unknown
}
