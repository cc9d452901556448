import { setTimeout as sleep } from 'node:timers/promises'
import type { API } from 'vk-io'
import { z } from 'zod'
import type { Log } from '../../infra/log.ts'
import type { Accept } from '../messenger.ts'
import { isTokenRefused } from './failure.ts'
import type { Collect } from './inbound.ts'

/** Seconds that VK may keep a question for updates open. */
const wait = 25

export interface PollParts {
  api: API
  groupId: number
  collect: Collect
  accept: Accept
  /** Where an earlier process of ours has stopped reading. */
  cursor: { read(name: string): Promise<string | null> }
  /** Called when the first address is known: what happens from now on is read. */
  begun(): void
  log: Log
}

/** Whom to ask, and from where on. */
interface Place {
  url: string
  key: string
  ts: string
}

/**
 * Long Poll of our own (dev.vk.com/api/bots-long-poll/getting-started): the events and `ts` are stored
 * in one transaction, so that nothing is lost between two starts as long as VK still has it.
 */
export async function pollUpdates(parts: PollParts, signal: AbortSignal): Promise<void> {
  const { cursor, log } = parts
  let place: Place | undefined
  for (let failures = 0; !signal.aborted; ) {
    try {
      place ??= await open(parts, await cursor.read(cursorName(parts)))
      parts.begun()
      place = await readOn(parts, place, signal)
      failures = 0
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      const refused = isTokenRefused(error)
      log[refused ? 'error' : 'warn'](
        { err: error, failures },
        refused ? 'VK refuses VK_TOKEN' : 'reading updates from VK failed',
      )
      // The address may have moved.
      if (failures > 2) place = undefined
      const pause = refused ? 60_000 : Math.min(30_000, 250 * 2 ** failures)
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
}

/** Asks once, stores what came. @returns where to go on */
async function readOn(parts: PollParts, place: Place, signal: AbortSignal): Promise<Place> {
  const { collect, log } = parts
  const { failed, updates, ts = place.ts } = await check(place, signal)
  switch (failed) {
    case undefined:
      if (ts !== place.ts || updates.length > 0) await save(parts, await collect(updates), ts)
      return { ...place, ts }
    case 1:
      log.warn('VK has forgotten updates that were not read in time')
      await save(parts, [], ts)
      return { ...place, ts }
    case 2:
      // The key alone has run out: with the old ts nothing of the gap is lost.
      return open(parts, place.ts)
    default:
      log.warn('VK has forgotten where we were reading; updates in between are lost')
      return open(parts, null)
  }
}

/** @param ts where to go on; null: from now on */
async function open(parts: PollParts, ts: string | null): Promise<Place> {
  const {
    server: url,
    key,
    ts: now,
  } = await parts.api.groups.getLongPollServer({
    group_id: parts.groupId,
  })
  if (ts === null) await save(parts, [], String(now))
  return { url, key, ts: ts ?? String(now) }
}

function save(parts: PollParts, events: Awaited<ReturnType<Collect>>, ts: string): Promise<void> {
  return parts.accept(events, { name: cursorName(parts), value: ts })
}

function cursorName({ groupId }: PollParts): string {
  return `vk:${groupId}:ts`
}

const answerShape = z.looseObject({
  failed: z.number().optional(),
  ts: z.union([z.string(), z.number()]).transform(String).optional(),
  updates: z.array(z.unknown()).default([]),
})

async function check({ url: server, key, ts }: Place, signal: AbortSignal) {
  const url = new URL(/^https?:/.test(server) ? server : `https://${server}`)
  const query = { act: 'a_check', key, ts, wait: String(wait) }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const patience = AbortSignal.timeout((wait + 10) * 1000)
  const response = await fetch(url, { signal: AbortSignal.any([signal, patience]) })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`VK Long Poll answers ${response.status}`)
  }
  return answerShape.parse(await response.json())
}
