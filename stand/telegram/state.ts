import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Person {
  id: number
  firstName: string
  lastName: string
  /** Has opened the private chat with the bot. */
  started: boolean
  blocked: boolean
  /** The account was deleted. */
  deactivated: boolean
}

export interface Group {
  id: number
  title: string
  members: number[]
  bot: 'member' | 'administrator' | 'left'
  /** It was made of a group that has grown. */
  supergroup?: boolean
  /** Number of the supergroup that this group has become. */
  migratedTo?: number
}

/** A message as the Bot API shows it; only the fields that this server reads are named. */
export interface WireMessage {
  message_id: number
  date: number
  chat: Record<string, unknown> & { id: number }
  from?: Record<string, unknown>
  text?: string
  entities?: Entity[]
  caption?: string
  caption_entities?: Entity[]
  edit_date?: number
  reply_markup?: InlineMarkup
  [field: string]: unknown
}

/** Offsets and lengths are in UTF-16 code units. */
export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
  custom_emoji_id?: string
  user?: Record<string, unknown>
}

export interface InlineButton {
  text: string
  callback_data?: string
  url?: string
  [field: string]: unknown
}

export interface InlineMarkup {
  inline_keyboard: InlineButton[][]
}

/** A message of a chat with what the platform knows of it besides its wire form. */
export interface Post {
  from: 'bot' | number
  wire: WireMessage
  /** Sent with a reply keyboard: such messages can't be edited. */
  withKeyboard?: boolean
  /** The last pop-up shown in answer to a tap. */
  notice?: string
}

export interface Keyboard {
  rows: { text: string; request_contact?: boolean }[][]
  oneTime: boolean
  /** The message that brought the keyboard. */
  post: number
}

export interface StoredFile {
  id: string
  uniqueId: string
  kind: 'document' | 'photo' | 'voice' | 'sticker'
  name: string
  mime: string
  size: number
  path: string
  width?: number
  height?: number
}

export interface PendingUpdate {
  update: Record<string, unknown> & { update_id: number }
  /** Updates of one queue reach a webhook one after another. */
  queue: string
  /** Machine time of arrival, ms: updates are kept 24 hours. */
  at: number
}

export interface WebhookState {
  url: string
  secret: string
  maxConnections: number
  lastErrorDate?: number
  lastErrorMessage?: string
}

export interface CallbackQuery {
  chat: number
  post: number
  person: number
  /** Machine time, ms. */
  at: number
}

export interface State {
  nextUpdate: number
  nextMessage: number
  nextFile: number
  nextQuery: number
  nextGroup: number
  people: Record<string, Person>
  groups: Record<string, Group>
  /** By chat id, oldest first. */
  posts: Record<string, Post[]>
  keyboards: Record<string, Keyboard>
  files: Record<string, StoredFile>
  queries: Record<string, CallbackQuery>
  pending: PendingUpdate[]
  allowedUpdates: string[]
  webhook: WebhookState | null
  /** By scope and language. */
  commands: Record<string, { command: string; description: string }[]>
  /** Texts of the bot's profile and the menu button, by method and language. */
  profile: Record<string, unknown>
}

const empty = (): State => ({
  nextUpdate: 100_000_001,
  nextMessage: 1,
  nextFile: 1,
  nextQuery: 1,
  nextGroup: 1,
  people: {},
  groups: {},
  posts: {},
  keyboards: {},
  files: {},
  queries: {},
  pending: [],
  allowedUpdates: [],
  webhook: null,
  commands: {},
  profile: {},
})

/** The server's memory, kept in a JSON file between starts when one is named. */
export class StateFile {
  readonly state: State
  readonly #file: string | undefined
  #timer: NodeJS.Timeout | undefined

  /** @throws Error when the file exists and can't be read as state */
  constructor(file?: string) {
    this.#file = file
    this.state = { ...empty(), ...(file ? read(file) : {}) }
  }

  /** Writes soon; many changes in a row are one write. */
  save(): void {
    if (!this.#file || this.#timer) return
    this.#timer = setTimeout(() => this.flush(), 300)
  }

  /** Writes now: a new file, then a rename, so that a crash leaves the old or the new one whole. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#file) return
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.state))
    renameSync(`${this.#file}.new`, this.#file)
  }
}

function read(file: string): Partial<State> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return {} // First start: there is no file yet.
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(
      `The stand's Telegram state in ${file} is damaged. Remove the file to start anew.`,
    )
  }
}
