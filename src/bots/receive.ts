import type { Doing } from '../flows/talk.ts'
import type { Sql } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import { ProcessDied, settleFailure, tries } from './failure.ts'
import * as inbox from './inbox.ts'
import { keyOf, Lanes, lanesOf } from './lanes.ts'
import type { Accept, Cursor, Incoming, IncomingFile, Messenger } from './messenger.ts'
import { type StepParts, type Stepped, stepLanes } from './step.ts'

/** Transactions at a time: while one waits for its commit the next ones work. */
const convoys = 2
/** Lanes that may share a transaction: long convoys cost least, short ones answer soonest. */
const convoyLength = 32
/** Of what a dead process has left, so many lanes are begun with one by one: one of them may have killed it. */
const suspectCount = 64
/** Files that are fetched and read at a time, beside the convoys: nobody waits for another's file. */
const errandLimit = 4

export interface ReceiverParts extends StepParts {
  log: Log
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
  /** Before anything new comes: one of the events that are left may have killed a process. It is counted, and set aside. */
  suspectLeft(): Promise<void>
  /** Resolves when nothing is being handled in this process. */
  idle(): Promise<void>
  /** Finishes what was begun and takes no more. */
  stop(): Promise<void>
}

/**
 * Event → transaction → one step of a talk. One user's events (a lane) are handled in order, also by
 * several processes. Lanes that are ready at the same time share a transaction; when it fails each is
 * tried alone, so that nobody suffers from another's trouble.
 */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { database, log } = parts
  const queue = new Lanes()
  const running = new Set<Promise<void>>()
  /** Files on their way, and those that wait for a free hand. */
  const errands = new Set<Promise<void>>()
  const files: { lane: inbox.Lane; event: inbox.WaitingEvent }[] = []
  /** Lanes whose file is one of these: they stay busy when their convoy is done. */
  const waitingForFile = new Set<inbox.Lane>()
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false

  const wake = (lane: inbox.Lane) => {
    if (stopped) return
    queue.wake(lane)
    depart()
  }

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

  const runErrands = () => {
    while (!stopped && errands.size < errandLimit) {
      const file = files.shift()
      if (!file) return
      const errand = handleFile(file.lane, file.event).then(() => {
        errands.delete(errand)
        waitingForFile.delete(file.lane)
        queue.release(file.lane)
        runErrands()
        depart()
      })
      errands.add(errand)
    }
  }

  /** Sends off as many convoys as may go. */
  const depart = () => {
    while (!stopped && queue.areReady && running.size < convoys) sendOff(queue.next(convoyLength))
  }

  const sendOff = (lanes: readonly inbox.Lane[], before?: (sql: Sql) => void): Promise<void> => {
    queue.begin(lanes)
    const convoy = handle(lanes, before).then(() => {
      running.delete(convoy)
      for (const lane of lanes) if (!waitingForFile.has(lane)) queue.release(lane)
      runErrands()
      depart()
    })
    running.add(convoy)
    return convoy
  }

  const handle = async (
    lanes: readonly inbox.Lane[],
    before?: (sql: Sql) => void,
  ): Promise<void> => {
    const [only, another] = lanes
    if (!only) return
    if (!another) return alone(only, before)
    try {
      for (const stepped of await stepLanes(parts, lanes, null, () => {}, before))
        note(lanes, stepped)
    } catch (error) {
      log.warn({ err: error, lanes: lanes.length }, 'a shared step failed; each is tried alone')
      for (const lane of lanes) await alone(lane)
    }
  }

  /** What is left to do in a lane after a step. */
  const note = (lanes: readonly inbox.Lane[], { lane, event, outcome, more }: Stepped) => {
    const own = lanes.find((each) => keyOf(each) === keyOf(lane))
    if (outcome !== 'file-first') {
      if (more) queue.wake(lane)
    } else if (own) {
      waitingForFile.add(own)
      files.push({ lane: own, event })
    }
  }

  /** Handles the lane's oldest event; never throws. */
  const alone = (lane: inbox.Lane, before?: (sql: Sql) => void): Promise<void> =>
    trying(lane, async (take) => {
      if (queue.suspectNoLonger(lane)) {
        const suspect = await inbox.countBegun(database, lane)
        if (suspect && suspect.begun > tries) {
          take(suspect.event)
          throw new ProcessDied(`${tries} processes have died of it`)
        }
      }
      for (const stepped of await stepLanes(parts, [lane], null, take, before))
        note([lane], stepped)
    })

  /** Fetches and reads the event's file, then handles the event; never throws. */
  const handleFile = (lane: inbox.Lane, event: inbox.WaitingEvent): Promise<void> =>
    trying(lane, async (take) => {
      take(event)
      const prepared = { eventId: event.id, doing: await prepare(lane, event) }
      for (const { more } of await stepLanes(parts, [lane], prepared, take))
        if (more) queue.wake(lane)
    })

  const trying = async (
    lane: inbox.Lane,
    work: (take: (event: inbox.WaitingEvent) => void) => Promise<void>,
  ): Promise<void> => {
    let taken: inbox.WaitingEvent | null = null
    try {
      await work((event) => {
        taken = event
      })
    } catch (error) {
      const event = taken as inbox.WaitingEvent | null
      log.error({ err: error, event: event?.id, messenger: lane.messenger }, 'a step failed')
      // Not the event's fault: it is tried again for as long as it takes.
      if (!event || database.isAway(error)) return wakeLater(lane, 1)
      await fail(lane, event, error)
    }
  }

  const fail = async (lane: inbox.Lane, event: inbox.WaitingEvent, error: unknown) => {
    try {
      const seconds = await settleFailure(parts, lane, event, error)
      if (seconds === null) queue.wake(lane)
      else wakeLater(lane, seconds)
    } catch (worse) {
      // The database is away: the event is stored, the next sweep finds it.
      log.error({ err: worse, event: event.id }, 'a failed step could not be recorded')
      wakeLater(lane, 2)
    }
  }

  /**
   * Whether steps of these lanes would begin as soon as their events were stored. Storing must not wait for
   * a connection that others have: the lane's next event would be stored before.
   */
  const mayGoAtOnce = (lanes: readonly inbox.Lane[]): boolean =>
    !stopped &&
    database.hasIdleLane() &&
    !queue.areReady &&
    running.size < convoys &&
    lanes.length > 0 &&
    lanes.length <= convoyLength &&
    lanes.every((lane) => queue.isFree(lane))

  /** The same as storing events and then waking their lanes, without waiting in between. */
  const storeOnTheWay = (
    lanes: readonly inbox.Lane[],
    events: readonly Incoming[],
    cursor: Cursor | null,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const convoy = sendOff(lanes, (sql) => {
        inbox.storeEvents(sql, events, cursor).then(resolve, reject)
      })
      // It came to its end without a connection, or on one that answers no more.
      void convoy.then(() => reject(new Error('events were not stored')))
    })

  const prepare = (lane: inbox.Lane, { incoming }: inbox.WaitingEvent): Promise<Doing> => {
    const messenger = parts.messengers.get(lane.messenger)
    if (!messenger || incoming.event.type !== 'file')
      throw new Error(`no such messenger: ${lane.messenger}`)
    return parts.intake(messenger, incoming.event.file, lane.userId)
  }

  return {
    async accept(events, cursor) {
      if (events.length === 0 && !cursor) return
      const lanes = lanesOf(events)
      if (mayGoAtOnce(lanes)) return storeOnTheWay(lanes, events, cursor ?? null)
      await inbox.storeEvents(database, events, cursor ?? null)
      for (const lane of lanes) wake(lane)
    },
    async suspectLeft() {
      const lanes = await inbox.waitingLanes(database)
      for (const lane of lanes.slice(0, suspectCount)) queue.suspect(lane)
    },
    async sweep() {
      const lanes = await inbox.waitingLanes(database)
      if (lanes.length > 0) log.info({ lanes: lanes.length }, 'unhandled events found')
      for (const lane of lanes) wake(lane)
    },
    async idle() {
      while (running.size + errands.size > 0) await Promise.all([...running, ...errands])
    },
    async stop() {
      stopped = true
      queue.clear()
      for (const timer of timers) clearTimeout(timer)
      await Promise.all([...running, ...errands])
    },
  }
}
