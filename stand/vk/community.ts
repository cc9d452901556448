import { createHash, randomBytes } from 'node:crypto'
import type { World } from '../world.ts'
import { Callbacks } from './callback.ts'
import { VkError } from './errors.ts'
import { Keeper } from './keeper.ts'
import { LongPoll } from './long-poll.ts'
import { type Conversation, emptyState, type VkState } from './state.ts'

export const API_VERSION = '5.199'
/** Peer ids of group chats start here. */
export const CHATS = 2_000_000_000
/** A callback button's press may be answered for a minute. */
const PRESS_LIFE = 60_000

export interface Press {
  user: number
  peer: number
  cmid: number
  at: number
}

export interface CommunityOptions {
  world: World
  groupId: number
  name: string
  stateFile?: string | undefined
  /** Milliseconds before the first repetition of a callback. */
  callbackRetry: number
}

/** The community that the bot works for: its memory, its clock and its channels of events. */
export class Community {
  readonly world: World
  readonly groupId: number
  readonly name: string
  readonly keeper: Keeper<VkState>
  readonly longPoll: LongPoll
  readonly callbacks: Callbacks
  /** What the community's owner would enter in the settings of the Callback API. */
  readonly confirmation: string
  readonly updates: unknown[] = []
  /** Where the bot reaches this server; links in answers begin with it. */
  base = ''
  readonly #presses = new Map<string, Press>()
  readonly #listeners: (() => void)[] = []

  constructor(options: CommunityOptions) {
    this.world = options.world
    this.groupId = options.groupId
    this.name = options.name
    this.confirmation = createHash('sha1').update(`${this.groupId}`).digest('hex').slice(0, 8)
    this.keeper = new Keeper(options.stateFile, () => emptyState(secret(20)))
    this.longPoll = new LongPoll(this.state.longPoll, () => secret(20))
    this.callbacks = new Callbacks({
      servers: this.state.callbacks,
      groupId: this.groupId,
      confirmation: this.confirmation,
      retryAfter: options.callbackRetry,
      changed: () => this.changed(),
    })
  }

  get state(): VkState {
    return this.keeper.state
  }

  now(): number {
    return this.world.now()
  }

  /** Seconds since the epoch, as VK writes dates. */
  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  /** Hands an event to every channel that asked for its type. */
  emit(type: string, object: unknown): void {
    const event_id = secret(20)
    const update = { group_id: this.groupId, type, event_id, v: API_VERSION, object }
    const { enabled, events } = this.state.longPoll
    const polled = enabled && events[type] === 1
    if (polled) this.longPoll.push(update)
    const called = this.callbacks.deliver(update)
    if (polled || called) this.updates.push(update)
    this.changed()
  }

  changed(): void {
    this.keeper.changed()
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** The private conversation with a person that exists, or a group chat. */
  conversation(peer: number): Conversation | undefined {
    const known = this.state.conversations[peer]
    if (known || !this.state.people[peer]) return known
    const fresh = {
      peer,
      title: this.name,
      members: [peer],
      botIn: true,
      messages: [],
      lastCmid: 0,
    }
    this.state.conversations[peer] = fresh
    return fresh
  }

  /**
   * The conversation that the bot may write to.
   * @throws VkError with the code that VK gives for this peer
   */
  writable(peer: number): Conversation {
    if (peer < 0) throw new VkError(932)
    const conversation = this.conversation(peer)
    if (conversation?.refused) throw new VkError(conversation.refused)
    if (peer > CHATS) return this.joined(peer)
    const person = this.state.people[peer]
    if (person?.deactivated) throw new VkError(902)
    if (!conversation || !person?.allowed) throw new VkError(901)
    return conversation
  }

  /** A conversation that the bot may look at. @throws VkError 917 */
  joined(peer: number): Conversation {
    const conversation = this.conversation(peer)
    if (!conversation?.botIn) throw new VkError(917)
    return conversation
  }

  /** Remembers that a person pressed a callback button, and returns the press's event id. */
  press(press: Press): string {
    const id = secret(6)
    this.#presses.set(id, press)
    return id
  }

  /** Takes a press to answer it: once, and within a minute. */
  takePress(id: string): Press | undefined {
    const press = this.#presses.get(id)
    this.#presses.delete(id)
    return press && this.now() - press.at <= PRESS_LIFE ? press : undefined
  }
}

/** Random hexadecimal text of 2 × `bytes` characters. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
