/** Everything that the local VK remembers; plain data, so that it can be kept as JSON. */
export interface VkState {
  people: Record<string, Person>
  /** By peer id: a person's id, or 2000000000 + n for a group chat. */
  conversations: Record<string, Conversation>
  files: Record<string, StoredFile>
  wall: Post[]
  lastMessageId: number
  lastFileId: number
  lastChat: number
  longPoll: LongPollState
  callbacks: CallbackServer[]
}

export interface Person {
  id: number
  firstName: string
  lastName: string
  /** May the community write to this person? */
  allowed: boolean
  /** True after message_deny, until the person allows messages or writes again. */
  denied?: boolean
  /** The page was deleted or banned. */
  deactivated?: boolean
}

export interface Conversation {
  peer: number
  title: string
  members: number[]
  /** False when the bot was excluded from the group chat. */
  botIn: boolean
  messages: StoredMessage[]
  lastCmid: number
  /** The keyboard below the input. */
  keyboard?: Keyboard & { cmid: number }
  /** Error code that the platform answers for this peer, whatever is sent (900, 902, 945, 950 …). */
  refused?: number
}

export interface Keyboard {
  inline: boolean
  oneTime: boolean
  buttons: Button[][]
}

export interface Button {
  type: string
  label: string
  /** JSON text. */
  payload?: string
  link?: string
}

export interface StoredMessage {
  /** The community's own numbering; 0 in group chats, as in VK. */
  id: number
  /** conversation_message_id: the number inside the conversation. */
  cmid: number
  /** A person's id, or minus the community's. */
  from: number
  text: string
  /** Milliseconds on the stand's clock. */
  at: number
  edited?: boolean
  /** Keys of files: doc-1_2, photo5_7. */
  attachments: string[]
  special?: 'voice' | 'sticker'
  keyboard?: Keyboard
  payload?: string
  ref?: string
  randomId?: number
  action?: { type: string; member_id?: number; text?: string }
  notice?: string
  /** Gone for everybody. */
  deleted?: boolean
}

export interface StoredFile {
  /** doc-1_2 or photo-1_2: what an attachment parameter holds. */
  key: string
  kind: 'doc' | 'photo'
  owner: number
  id: number
  accessKey: string
  name: string
  mime: string
  size: number
  at: number
}

export interface Post {
  id: number
  text: string
  at: number
  attachments: string[]
  guid?: string
}

export type EventSettings = Record<string, 0 | 1>

export interface LongPollState {
  enabled: boolean
  events: EventSettings
  key: string
  ts: number
  /** Requests with a ts below this get failed 1: their events are gone. */
  floor: number
  /** Requests with a ts below this get failed 3. */
  lost: number
  history: { ts: number; update: unknown }[]
}

export interface CallbackServer {
  id: number
  title: string
  url: string
  secret: string
  status: 'unconfigured' | 'failed' | 'wait' | 'ok'
  events: EventSettings
}

/** What a bot lives on; everything else is off until it is asked for. */
export const USUAL_EVENTS: EventSettings = {
  message_new: 1,
  message_event: 1,
  message_allow: 1,
  message_deny: 1,
}

export function emptyState(key: string): VkState {
  return {
    people: {},
    conversations: {},
    files: {},
    wall: [],
    lastMessageId: 0,
    lastFileId: 0,
    lastChat: 0,
    longPoll: {
      enabled: true,
      events: { ...USUAL_EVENTS },
      key,
      ts: 1,
      floor: 1,
      lost: 0,
      history: [],
    },
    callbacks: [],
  }
}
