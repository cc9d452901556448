import type { DueMorning } from '../domain/reminders/mornings.ts'
import { morningHour } from '../domain/reminders/rules.ts'
import type { Handlers, SchedulerState } from './queues.ts'
import { each, inRooms, type Workshop } from './work.ts'

const prefix = 'morning-'
const [hour, minute] = morningHour.split(':').map(Number)
const pattern = `${minute} ${hour} * * *`

/** A scheduler that is late by more than this does not fire any more. */
const stuckAfter = 5 * 60_000

const schedulerId = (zone: string): string => prefix + zone.replaceAll(/[^A-Za-z0-9+-]/g, '-')

/** At nine in a zone: a job a municipality whose morning is due. */
export function morningHandlers(shop: Workshop): Handlers {
  return {
    async zone() {
      const mornings = await inRooms(shop, ({ mornings }) => mornings.listDue())
      for (const { municipalityId, day } of mornings)
        await shop.queue.add('morning', `${prefix}${municipalityId}-${day}`, {
          municipalityId,
          day,
        })
    },
    async morning({ municipalityId, day }) {
      await openMorning(shop, { municipalityId: Number(municipalityId), day: String(day) })
    },
  }
}

/** Opens what has passed and was not opened. After a move of the clock: at any hour, and looks again. */
export async function openDueMornings(shop: Workshop, jumped: boolean): Promise<void> {
  const due = await inRooms(shop, ({ mornings }) => mornings.listDue({ anyhow: jumped }))
  await each(due, shop.log, 'a morning could not be opened', (morning) =>
    openMorning(shop, morning, jumped),
  )
}

async function openMorning(shop: Workshop, { municipalityId, day }: DueMorning, again = false) {
  const digests = await inRooms(shop, async ({ consents, mornings, pairs }) => {
    await pairs.remindUnanswered(municipalityId)
    await consents.askAnew(municipalityId)
    return mornings.open(municipalityId, day, { again })
  })
  if (digests > 0) shop.log.info({ municipalityId, day, digests }, 'a morning was opened')
  // After the digests: who has one hears of nothing else on the same morning.
  await inRooms(shop, ({ questionnaires }) => questionnaires.remindHalfDone(municipalityId))
  await inRooms(shop, ({ nextPlans }) => nextPlans.askEnding(municipalityId, day))
}

/**
 * Makes schedulers that are missing, wrong or stuck, one a time zone, and drops those of zones that
 * nobody lives in. Under a lock: two processes at once can leave a scheduler that never fires.
 */
export async function keepSchedulers(shop: Workshop): Promise<void> {
  const zones = await inRooms(shop, ({ mornings }) => mornings.listZones())
  if (amiss(zones, await shop.queue.listSchedulers()).length === 0) return
  const lock = await shop.database.holdLock('schedulers')
  if (!lock) return
  try {
    const found = await shop.queue.listSchedulers()
    for (const zone of amiss(zones, found)) {
      const id = schedulerId(zone)
      if (zones.includes(zone)) await shop.queue.setScheduler(id, pattern, zone, 'zone', { zone })
      else await shop.queue.removeScheduler(id)
    }
  } finally {
    await lock.release()
  }
}

/** Zones whose scheduler has to be made, mended or dropped. */
function amiss(zones: readonly string[], found: readonly SchedulerState[]): string[] {
  const mornings = found.filter(({ id }) => id.startsWith(prefix))
  const sound = (zone: string) =>
    mornings.some(
      (one) =>
        one.id === schedulerId(zone) &&
        one.zone === zone &&
        one.pattern === pattern &&
        one.next > Date.now() - stuckAfter,
    )
  return [
    ...zones.filter((zone) => !sound(zone)),
    ...mornings.map(({ zone }) => zone).filter((zone) => !zones.includes(zone)),
  ]
}
