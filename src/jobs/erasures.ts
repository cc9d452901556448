import { each, inRooms, type Workshop } from './work.ts'

/**
 * Destroys what is due: each person in a transaction of its own, so that a failure holds up nobody
 * else. Reminds before, and drops the proofs after their years. Safe to run twice.
 */
export async function sweepErasures(shop: Workshop): Promise<void> {
  const due = await inRooms(shop, ({ erasures }) => erasures.listDue())
  await each(due, shop.log, 'a destruction failed', async (id) => {
    if (await inRooms(shop, ({ erasures }) => erasures.destroy(id)))
      shop.log.info({ erasure: id }, 'the records of a person were destroyed')
  })
  await inRooms(shop, async ({ erasures, consents }) => {
    await erasures.callLast()
    await erasures.dropProofs()
    await consents.supersede()
  })
}
