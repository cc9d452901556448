import { openDomain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { Effect, Outside } from '../domain/shared/room.ts'
import { Gate } from '../flows/gate.ts'
import { type Answer, converse, type Doing } from '../flows/talk.ts'
import type { Database, Sql, Tx } from '../infra/db.ts'
import { allSettled } from './all-settled.ts'
import { type ClosedStep, closeSteps, type StoredReply } from './close-steps.ts'
import { doingOf, tapOf } from './doing.ts'
import * as inbox from './inbox.ts'
import type { Incoming, Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'
import type { Words } from './words.ts'

export interface StepParts {
  database: Database
  messengers: ReadonlyMap<string, Messenger>
  words: Words
  /** What the domain is given, but for what belongs to one step. */
  outside: Omit<Outside, 'afterCommit' | 'eventKey'>
  /** Does what was put off until the commit. */
  effect(effect: Effect): void
  /** Sends replies that were just committed. */
  handOver(messenger: string, rows: readonly DeliveryRow[]): void
}

/** A file's event with what was made of the file before the step. */
export interface Prepared {
  eventId: number
  doing: Doing
}

/** How a lane came out of a step. Lanes that had nothing to do are left out. */
export interface Stepped {
  lane: inbox.Lane
  event: inbox.WaitingEvent
  /**
   * file-first: the event's file must be fetched and read before its step.
   * later: the same person speaks in another of the lanes.
   */
  outcome: 'handled' | 'file-first' | 'later'
  /** Further events wait behind this one. */
  more: boolean
}

/**
 * One step of the talk in each of these lanes, all in one transaction: they commit together or not at
 * all. Steps of several people share the cost of the transaction; whoever calls tries them one by one
 * when a shared one fails.
 * @param taken told of every event before its step begins
 * @param before sends what commits by itself before the step; both set out together
 */
export async function stepLanes(
  parts: StepParts,
  lanes: readonly inbox.Lane[],
  prepared: Prepared | null,
  taken: (event: inbox.WaitingEvent) => void,
  before?: (sql: Sql) => void,
): Promise<Stepped[]> {
  const effects: Effect[] = []
  const gate = new Gate()
  let replies: () => StoredReply[] = () => []
  const done = await parts.database.transaction(
    async (tx) => {
      // One round trip: the actors are read behind the lock, too.
      const [next, actors] = await Promise.all([
        inbox.takeLanes(tx, lanes),
        loadActors(parts, tx, lanes),
      ])
      const { now, later } = onePerPerson(next)
      const steps = await allSettled(
        now.map((each) => {
          taken(each.event)
          return takeStep(parts, tx, each, actors.get(each.account.id), prepared, effects, gate)
        }),
      )
      const closed = steps.flatMap(({ closed: step }) => (step ? [step] : []))
      if (closed.length > 0) replies = closeSteps(tx, closed)
      return [...steps, ...later]
    },
    { eager: true, ...(before ? { before } : {}) },
  )
  sendOn(parts, replies())
  for (const effect of once(effects)) parts.effect(effect)
  for (const { stepped, notice } of done)
    if (stepped.outcome === 'handled') answerTap(parts, stepped.event.incoming, notice)
  return done.map(({ stepped }) => stepped)
}

/**
 * Two talks of one person in one transaction would not see what each other leaves behind: what one wipes or sends,
 * the other would save as it was. The oldest event is first: whoever says much in one messenger is heard in the other.
 */
function onePerPerson(next: readonly inbox.LaneEvent[]): { now: inbox.LaneEvent[]; later: Step[] } {
  const now: inbox.LaneEvent[] = []
  const later: Step[] = []
  const speaking = new Set<number>()
  for (const each of [...next].sort((one, other) => one.event.id - other.event.id)) {
    const { personId, messenger, userId } = each.account
    const isFirst = personId === null || !speaking.has(personId)
    if (personId !== null) speaking.add(personId)
    if (isFirst) now.push(each)
    else
      later.push({
        stepped: { lane: { messenger, userId }, event: each.event, more: true, outcome: 'later' },
      })
  }
  return { now, later }
}

interface Step {
  stepped: Stepped
  /** Absent: the event stays as it is. */
  closed?: ClosedStep
  /** Key of a pop-up for the tap. */
  notice?: string
}

async function takeStep(
  parts: StepParts,
  tx: Tx,
  { account, event, talk, more }: inbox.LaneEvent,
  actor: Actor | undefined,
  prepared: Prepared | null,
  effects: Effect[],
  gate: Gate,
): Promise<Step> {
  const { incoming } = event
  const lane = { messenger: account.messenger, userId: account.userId }
  const isFile = incoming.event.type === 'file' && !incoming.chat.group
  if (isFile && prepared?.eventId !== event.id)
    return { stepped: { lane, event, more, outcome: 'file-first' } }
  const doing = isFile ? (prepared?.doing ?? null) : doingOf(incoming)
  const answer = await answerEvent(parts, tx, account, incoming, talk, doing, actor, effects, gate)
  const replies = (answer?.messages ?? []).map((content, i) => ({
    chatId: incoming.chat.id,
    content,
    replaces:
      i === 0 && answer?.replace && !content.file ? (tapOf(incoming)?.messageId ?? null) : null,
  }))
  const state = incoming.chat.group ? null : (answer?.state ?? null)
  return {
    stepped: { lane, event, more, outcome: 'handled' },
    closed: {
      eventId: event.id,
      accountId: account.id,
      messenger: account.messenger,
      talk: state,
      replies,
    },
    ...(answer?.notice ? { notice: answer.notice.key } : {}),
  }
}

async function answerEvent(
  parts: StepParts,
  tx: Tx,
  account: inbox.LaneAccount,
  incoming: Incoming,
  talk: Answer['state'],
  doing: Doing | null,
  known: Actor | undefined,
  effects: Effect[],
  gate: Gate,
): Promise<Answer | null> {
  const { chat, event } = incoming
  const domain = openDomain(tx, {
    ...parts.outside,
    eventKey: incoming.key,
    ...(doing?.type === 'file' && doing.sent ? { sentFile: doing.sent } : {}),
    afterCommit: (effect) => effects.push(effect),
  })
  if (event.type === 'blocked') {
    await inbox.markReachable(tx, account.id, false)
    await domain.deliveries.tellUnreachable(account.id)
    return null
  }
  if (event.type === 'moved') {
    await domain.announcements.followChat(incoming.messenger, event.from, event.to)
    return null
  }
  if (!chat.group && !account.reachable) await inbox.markReachable(tx, account.id, true)
  if (!doing) return null
  let first = known
  return converse(chat.group ? { step: 0, frames: [] } : talk, doing, {
    domain,
    async actor() {
      const loaded = first ?? (await domain.people.loadActor({ accountId: account.id }))
      // Asked again: a flow has just changed who talks.
      first = undefined
      return loaded
    },
    say: (label) => parts.words.plain(label),
    at: incoming.at,
    gate,
  })
}

async function loadActors(
  parts: StepParts,
  tx: Tx,
  lanes: readonly inbox.Lane[],
): Promise<Map<number, Actor>> {
  const domain = openDomain(tx, { ...parts.outside, afterCommit: () => {} })
  const actors = await domain.people.loadActors(lanes)
  return new Map(actors.map((actor) => [actor.accountId, actor]))
}

/** Replies that are the first of their chat go to the sender as they are; for others it looks into the table. */
function sendOn(parts: StepParts, replies: readonly StoredReply[]): void {
  for (const messenger of new Set(replies.map((reply) => reply.messenger))) {
    const own = replies.filter((reply) => reply.messenger === messenger)
    const first = own.filter((reply) => reply.first).map(({ row }) => row)
    if (first.length > 0) parts.handOver(messenger, first)
    if (first.length < own.length) parts.effect({ type: 'deliver', messenger })
  }
}

/** The same wake-up twice is one. */
function once(effects: readonly Effect[]): Effect[] {
  const woken = new Set<string>()
  return effects.filter((effect) => {
    if (effect.type !== 'deliver') return true
    if (woken.has(effect.messenger)) return false
    woken.add(effect.messenger)
    return true
  })
}

function answerTap(
  { messengers, words }: StepParts,
  incoming: Incoming,
  notice: string | undefined,
): void {
  const tap = tapOf(incoming)
  if (tap)
    void messengers.get(incoming.messenger)?.answerTap(tap, notice && words.plain({ key: notice }))
}
