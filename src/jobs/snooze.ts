import type { Handlers } from './queues.ts'
import { each, inRooms, type Workshop } from './work.ts'

/** Only what ends within two days is in the queue; the rest stays in its table until then. */
const horizon = 48 * 3_600_000

/** «Напомнить позже»: a row, and near its time a delayed job with an id derived from the row. */
export function openSnoozes(shop: Workshop) {
  /** What this process has put into the queue already. */
  const queued = new Set<number>()

  const queue = async (id: number, at: Date) => {
    // The trade's clock and the machine's run at the same pace, wherever the trade's one stands.
    const delay = at.getTime() - shop.outside.now().getTime()
    if (delay > horizon || queued.has(id)) return
    await shop.queue.add('snooze', `snooze-${id}`, { id }, delay)
    queued.add(id)
  }
  const fire = async (id: number, anyhow = false) => {
    queued.delete(id)
    await inRooms(shop, ({ reminders }) => reminders.fireSnooze(id, { anyhow }))
  }

  return {
    queue,
    handlers: { snooze: ({ id }) => fire(Number(id)) } satisfies Handlers,
    /** Fires what is due and puts what is near into the queue: what a lost queue has forgotten. */
    async sweep(jumped: boolean): Promise<void> {
      const now = shop.outside.now()
      const waiting = await inRooms(shop, ({ reminders }) =>
        reminders.listSnoozes(new Date(now.getTime() + horizon)),
      )
      const due = waiting.filter(({ until }) => until <= now)
      await each(due, shop.log, 'a snooze could not be fired', ({ id }) => fire(id, jumped))
      // Only now the queue: it may be away, and then each question takes its time.
      // One that holds less than we put into it was emptied: all of it is put there again.
      if (jumped || (queued.size > 0 && (await shop.queue.countDelayed()) < queued.size))
        queued.clear()
      for (const { id, until } of waiting) if (until > now) await queue(id, until)
    },
  }
}
