import { openDomain } from '../domain/index.ts'
import type { Effect, Outside } from '../domain/shared/room.ts'
import { type Answer, converse, type Doing, recover } from '../flows/talk.ts'
import { type Database, isDatabaseAway, type Tx } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import { groupDoing } from './group.ts'
import * as inbox from './inbox.ts'
import type { Accept, Incoming, IncomingFile, Messenger } from './messenger.ts'
import type { Words } from './words.ts'

/** After so many failures an event is set aside for the operator, and the person is told. */
const tries = 3
/** Lanes handled at a time; each needs a connection of the database. */
const laneLimit = 8

export interface ReceiverParts {
  database: Database
  messengers: ReadonlyMap<string, Messenger>
  words: Words
  log: Log
  /** What the domain is given, but for what belongs to one step. */
  outside: Omit<Outside, 'afterCommit' | 'eventKey'>
  /** Does what was put off until the commit. */
  effect(effect: Effect): void
  /** Fetches and reads a file before the step: no network inside a transaction. */
  intake(
    messenger: Messenger,
    file: IncomingFile,
    userId: string,
  ): Promise<Extract<Doing, { type: 'file' | 'refused-file' }>>
}

export interface Receiver {
  /** Stores events and wakes their lanes. Resolves when they are committed. */
  accept: Accept
  /** Finds events that were stored and not handled (by a process that died) and handles them. */
  sweep(): Promise<void>
  /** Resolves when nothing is being handled in this process. */
  idle(): Promise<void>
  /** Finishes what was begun and takes no more. */
  stop(): Promise<void>
}

/** Event → transaction → one step of a talk. One user's events are handled in order, also by several processes. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { database, log } = parts
  const running = new Map<string, { again: boolean; lane: inbox.Lane; done: Promise<void> }>()
  /** Lanes that wait for their turn, in the order they came. */
  const queue = new Map<string, inbox.Lane>()
  let stopped = false

  const wake = (lane: inbox.Lane) => {
    if (stopped) return
    const key = `${lane.messenger} ${lane.userId}`
    const active = running.get(key)
    if (active) {
      active.again = true
      return
    }
    if (running.size >= laneLimit) {
      queue.set(key, lane)
      return
    }
    const entry = { again: false, lane, done: Promise.resolve() }
    running.set(key, entry)
    entry.done = run(key, lane, entry)
  }

  const run = async (key: string, lane: inbox.Lane, entry: { again: boolean }) => {
    do {
      entry.again = false
      while (!stopped && (await handleNext(parts, lane, wakeLater))) {
        // one event a turn
      }
    } while (entry.again && !stopped)
    // At once, not a tick later: whoever wakes the lane from now on must find it asleep.
    running.delete(key)
    const [next] = queue
    if (!next) return
    queue.delete(next[0])
    wake(next[1])
  }

  const timers = new Set<NodeJS.Timeout>()
  const wakeLater = (lane: inbox.Lane, seconds: number) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        wake(lane)
      },
      seconds * 1000 + 20,
    )
    timers.add(timer)
  }

  const receiver: Receiver = {
    async accept(events, cursor) {
      if (events.length === 0 && !cursor) return
      await inbox.storeEvents(database, events, cursor ?? null)
      for (const event of events) wake({ messenger: event.messenger, userId: event.user.id })
    },
    async sweep() {
      const lanes = await inbox.waitingLanes(database)
      if (lanes.length > 0) log.info({ lanes: lanes.length }, 'unhandled events found')
      for (const lane of lanes) wake(lane)
    },
    async idle() {
      while (running.size > 0 || queue.size > 0)
        await Promise.all([...running.values()].map((entry) => entry.done))
    },
    async stop() {
      stopped = true
      queue.clear()
      for (const timer of timers) clearTimeout(timer)
      await Promise.all([...running.values()].map((entry) => entry.done))
    },
  }
  return receiver
}

/** Handles the lane's oldest event. @returns whether there may be another one */
async function handleNext(
  parts: ReceiverParts,
  lane: inbox.Lane,
  wakeLater: (lane: inbox.Lane, seconds: number) => void,
): Promise<boolean> {
  let taken: inbox.WaitingEvent | null = null
  try {
    const step = new Step(parts, lane)
    let outcome = await step.run((event) => {
      taken = event
    }, null)
    if (outcome === 'file-first') {
      const prepared = await step.prepare()
      outcome = await step.run((event) => {
        taken = event
      }, prepared)
    }
    return outcome === 'handled' || outcome === 'file-first'
  } catch (error) {
    const event = taken as inbox.WaitingEvent | null
    parts.log.error({ err: error, event: event?.id, messenger: lane.messenger }, 'a step failed')
    if (!event || isDatabaseAway(error)) {
      // Not the event's fault: it is tried again for as long as it takes.
      wakeLater(lane, 1)
      return false
    }
    return settleFailure(parts, lane, event, error, wakeLater).catch((worse) => {
      // The database is away: the event is stored, the next sweep finds it.
      parts.log.error({ err: worse, event: event.id }, 'a failed step could not be recorded')
      wakeLater(lane, 2)
      return false
    })
  }
}

async function settleFailure(
  parts: ReceiverParts,
  lane: inbox.Lane,
  event: inbox.WaitingEvent,
  error: unknown,
  wakeLater: (lane: inbox.Lane, seconds: number) => void,
): Promise<boolean> {
  const failure = describeFailure(error)
  if (event.attempts + 1 < tries) {
    const seconds = event.attempts === 0 ? 0.2 : 2
    await inbox.retryLater(parts.database, event.id, seconds, failure)
    wakeLater(lane, seconds)
    return false
  }
  await parts.database.transaction(async (tx) => {
    const account = await inbox.lockLane(tx, lane)
    const oldest = await inbox.nextEvent(tx, lane, account.id)
    // Another process had more luck with it.
    if (oldest?.id !== event.id) return
    await inbox.retryLater(tx, event.id, 0, failure)
    const { chat, event: what } = event.incoming
    const talk = chat.group ? { step: 0, frames: [] } : oldest.talk
    const { state, messages } = recover(talk, what, event.id)
    const replies = messages.map((content) => ({
      messenger: lane.messenger,
      chatId: chat.id,
      content: chat.group ? { text: content.text } : content,
      replaces: null,
    }))
    await inbox.closeStep(tx, event.id, account.id, chat.group ? null : state, replies)
  })
  const tap = tapOf(event.incoming)
  if (tap) void parts.messengers.get(lane.messenger)?.answerTap(tap)
  parts.effect({ type: 'deliver', messenger: lane.messenger })
  return true
}

/** The error's name and place, without its message: that could carry what a person wrote. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const place = error.stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
  return `${error.name}${code} ${place.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')}`
    .trim()
    .slice(0, 300)
}

type Prepared = { eventId: number; doing: Doing }

/** One try to handle the lane's oldest event. */
class Step {
  readonly #parts: ReceiverParts
  readonly #lane: inbox.Lane
  #file: { event: inbox.WaitingEvent; file: IncomingFile } | undefined

  constructor(parts: ReceiverParts, lane: inbox.Lane) {
    this.#parts = parts
    this.#lane = lane
  }

  /** Fetches and reads the file that `run` has found, outside any transaction. */
  async prepare(): Promise<Prepared> {
    const found = this.#file
    const messenger = this.#parts.messengers.get(this.#lane.messenger)
    if (!found || !messenger) throw new Error(`no such messenger: ${this.#lane.messenger}`)
    const doing = await this.#parts.intake(messenger, found.file, this.#lane.userId)
    return { eventId: found.event.id, doing }
  }

  async run(
    taken: (event: inbox.WaitingEvent) => void,
    prepared: Prepared | null,
  ): Promise<'handled' | 'nothing' | 'file-first'> {
    const { database, effect } = this.#parts
    const effects: Effect[] = []
    let notice: { incoming: Incoming; key?: string } | undefined
    const outcome = await database.transaction(async (tx) => {
      const account = await inbox.lockLane(tx, this.#lane)
      const event = await inbox.nextEvent(tx, this.#lane, account.id)
      if (!event) return 'nothing'
      taken(event)
      const { incoming } = event
      if (
        incoming.event.type === 'file' &&
        !incoming.chat.group &&
        prepared?.eventId !== event.id
      ) {
        this.#file = { event, file: incoming.event.file }
        return 'file-first'
      }
      const answer = await this.#answer(tx, account, event, prepared, effects)
      const replies = (answer?.messages ?? []).map((content, i) => ({
        messenger: this.#lane.messenger,
        chatId: incoming.chat.id,
        content,
        replaces:
          i === 0 && answer?.replace && !content.file && !content.make
            ? (tapOf(incoming)?.messageId ?? null)
            : null,
      }))
      await inbox.closeStep(
        tx,
        event.id,
        account.id,
        incoming.chat.group ? null : (answer?.state ?? null),
        replies,
      )
      if (replies.length > 0) effects.push({ type: 'deliver', messenger: this.#lane.messenger })
      notice = { incoming, ...(answer?.notice ? { key: answer.notice.key } : {}) }
      return 'handled'
    })
    for (const each of effects) effect(each)
    if (notice) this.#answerTap(notice.incoming, notice.key)
    return outcome
  }

  async #answer(
    tx: Tx,
    account: inbox.LaneAccount,
    event: inbox.WaitingEvent & { talk: Answer['state'] },
    prepared: Prepared | null,
    effects: Effect[],
  ): Promise<Answer | null> {
    const { incoming } = event
    if (incoming.event.type === 'blocked') {
      await inbox.markReachable(tx, account.id, false)
      return null
    }
    if (!incoming.chat.group && !account.reachable) await inbox.markReachable(tx, account.id, true)
    if (incoming.event.type === 'allowed') return null
    const domain = openDomain(tx, {
      ...this.#parts.outside,
      eventKey: incoming.key,
      afterCommit: (effect) => effects.push(effect),
    })
    const doing = incoming.chat.group
      ? groupDoing(incoming)
      : (prepared?.doing ?? privateDoing(incoming))
    if (!doing) return null
    const talk = incoming.chat.group ? { step: 0, frames: [] } : event.talk
    return converse(talk, doing, {
      domain,
      actor: () => domain.people.loadActor({ accountId: account.id }),
      say: (label) => this.#parts.words.plain(label),
    })
  }

  #answerTap(incoming: Incoming, key: string | undefined): void {
    const tap = tapOf(incoming)
    const messenger = this.#parts.messengers.get(incoming.messenger)
    if (tap && messenger)
      void messenger.answerTap(tap, key ? this.#parts.words.plain({ key }) : undefined)
  }
}

function tapOf(incoming: Incoming) {
  const { event } = incoming
  return event.type === 'tap' || event.type === 'command' ? event.tap : undefined
}

/** What an event of a private chat means for the talk; null for what is no business of it. */
function privateDoing(incoming: Incoming): Doing | null {
  const { event } = incoming
  switch (event.type) {
    case 'start':
      return event.payload === undefined
        ? { type: 'start' }
        : { type: 'start', payload: event.payload }
    case 'text':
      return { type: 'text', text: event.text }
    case 'command':
      return {
        type: 'command',
        name: event.name,
        ...(event.arg === undefined ? {} : { arg: event.arg }),
      }
    case 'tap':
      return { type: 'tap', data: event.data }
    case 'unsupported':
      return { type: 'unsupported', what: event.what }
    default:
      return null
  }
}
