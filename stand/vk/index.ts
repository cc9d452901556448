import type { LocalMessenger, WallPost } from '../messenger.ts'
import type { World } from '../world.ts'
import { Api } from './api.ts'
import { CHATS, Community } from './community.ts'
import { allow, deny, say, start, tap, tapRaw } from './people.ts'
import { append, receive } from './post.ts'
import { VkServer } from './server.ts'
import type { Conversation } from './state.ts'
import { Uploads } from './uploads.ts'
import { view } from './view.ts'

export interface VkOptions {
  world: World
  /** 0 or absent: any free one. */
  port?: number
  host?: string
  /** The community's token. */
  token?: string
  /** An administrator's token, the only one that may write on the wall. */
  userToken?: string
  groupId?: number
  stateFile?: string
  /** `off` lifts the limit of calls a second. */
  limits?: 'real' | 'off'
  /** Milliseconds before an unanswered callback is repeated the first time; 1000 unless told. */
  callbackRetry?: number
}

/** The local VK, with what only VK has. */
export interface LocalVk extends LocalMessenger {
  wall(): WallPost[]
  isBlocked(personId: number): boolean
  /** Connects the Callback API and confirms the address. @returns true when it answered properly */
  setCallback(url: string, secret?: string): Promise<boolean>
  /** The Long Poll key runs out (failed 2). */
  expireKey(): void
  /** The events so far are lost (failed 1, or failed 3). */
  dropHistory(failed?: 1 | 3): void
  /** The platform refuses every message to this peer with an error code (900, 902, 945, 950 …); 0 lifts it. */
  refuse(peer: number | string, code: number): void
  /** The person's page is deleted: messages are refused with 902. */
  deactivate(personId: number): void
  /** A person joins a group chat. */
  join(chat: string, personId: number): void
  /** A person leaves a group chat; without a person the bot is excluded. */
  leave(chat: string, personId?: number): void
}

/** Starts a VK that lives on this machine and speaks the API of version 5.199. */
export async function startVk(options: VkOptions): Promise<LocalVk> {
  const { world, port = 0, host = '127.0.0.1', groupId = 225_000_001, stateFile } = options
  const token = options.token ?? 'vk1.a.local-community-token'
  const userToken = options.userToken ?? 'vk1.a.local-user-token'
  const serviceToken = 'local-service-token'
  const secret = 'localSecret'
  const callbackRetry = options.callbackRetry ?? 1000
  const vk = new Community({ world, groupId, name: 'Тандем', stateFile, callbackRetry })
  const uploads = new Uploads()
  const tokens = { [token]: 'group', [userToken]: 'user', [serviceToken]: 'service' } as const
  const api = new Api({ vk, uploads, tokens, limited: options.limits !== 'off' })
  const server = new VkServer({ vk, api, uploads })
  vk.base = await server.listen(port, host)
  return {
    name: 'vk',
    apiRoot: `${vk.base}/method`,
    credentials: {
      token,
      groupId: String(groupId),
      userToken,
      serviceToken,
      secret,
      confirmation: vk.confirmation,
    },
    addPerson: ({ id, firstName, lastName, allowed = false }) => {
      const known = vk.state.people[id]
      const may = known?.allowed || (allowed && !known?.denied)
      vk.state.people[id] = { ...known, id, firstName, lastName, allowed: may }
      vk.changed()
    },
    addGroup: (title, members) => addGroup(vk, title, members),
    start: async (personId, payload) => start(vk, personId, payload),
    say: async (personId, said, chat) => say(vk, personId, said, chat),
    tap: async (personId, label, messageId, chat) => tap(vk, personId, label, messageId, chat),
    tapRaw: async (personId, messageId, data, chat) => tapRaw(vk, personId, messageId, data, chat),
    block: async (personId) => deny(vk, personId),
    unblock: async (personId) => allow(vk, personId),
    isBlocked: (personId) => vk.state.people[personId]?.denied ?? false,
    chat: (personId, chat) => view(vk, conversation(vk, chat ?? personId)),
    file: (fileId) => {
      const file = vk.state.files[fileId]
      const bytes = vk.keeper.bytes(fileId)
      return file && bytes ? { name: file.name, mime: file.mime, bytes } : undefined
    },
    wall: () => wall(vk),
    calls: () => [...server.calls],
    updates: () => [...vk.updates],
    onChange: (listener) => vk.onChange(listener),
    setCallback: async (url, given = secret) =>
      (await vk.callbacks.set(url, given)).status === 'ok',
    expireKey: () => vk.longPoll.expireKey(),
    dropHistory: (failed = 1) => vk.longPoll.dropHistory(failed),
    refuse: (peer, code) => {
      const refused = conversation(vk, peer)
      if (code === 0) delete refused.refused
      else refused.refused = code
      vk.changed()
    },
    deactivate: (personId) => {
      const person = vk.state.people[personId]
      if (person) person.deactivated = true
      vk.changed()
    },
    join: (chat, personId) => {
      const group = conversation(vk, chat)
      if (!group.members.includes(personId)) group.members.push(personId)
      announce(vk, group, personId, 'chat_invite_user', personId)
    },
    leave: (chat, personId) => {
      const group = conversation(vk, chat)
      const gone = personId ?? -vk.groupId
      announce(vk, group, personId ?? group.members[0] ?? 0, 'chat_kick_user', gone)
      if (personId === undefined) group.botIn = false
      else group.members = group.members.filter((member) => member !== personId)
      vk.changed()
    },
    stop: async () => {
      vk.callbacks.stop()
      await server.stop()
      vk.keeper.flush()
    },
  }
}

function addGroup(vk: Community, title: string, members: number[]): string {
  vk.state.lastChat += 1
  const peer = CHATS + vk.state.lastChat
  const chat = { peer, title, members: [...members], botIn: true, messages: [], lastCmid: 0 }
  vk.state.conversations[peer] = chat
  announce(vk, chat, members[0] ?? 0, 'chat_invite_user', -vk.groupId)
  return String(peer)
}

/** A service message of a group chat; the bot is told as long as it is in. */
function announce(
  vk: Community,
  chat: Conversation,
  from: number,
  type: string,
  member_id: number,
): void {
  const message = { from, action: { type, member_id } }
  if (chat.botIn) receive(vk, chat, message)
  else append(vk, chat, message)
}

function conversation(vk: Community, peer: number | string): Conversation {
  const found = vk.conversation(Number(peer))
  if (!found) throw new Error(`There is no VK conversation ${peer}.`)
  return found
}

function wall(vk: Community): WallPost[] {
  return [...vk.state.wall].reverse().map(({ id, text, at, attachments }) => ({
    id,
    text,
    at: new Date(at).toISOString(),
    pictures: attachments
      .filter((key) => vk.state.files[key]?.kind === 'photo')
      .map((key) => ({ id: key })),
  }))
}
