import type { Context, Updates } from 'vk-io'
import { z } from 'zod'
import type { Log } from '../../infra/log.ts'
import type { Incoming } from '../messenger.ts'
import { translate } from './translate.ts'

/** Turns updates into events. */
export type Collect = (updates: readonly unknown[]) => Promise<Incoming[]>

/** What we ask the platform for. */
export const updateKinds = ['message_new', 'message_event', 'message_allow', 'message_deny']

const updateShape = z.looseObject({
  type: z.string(),
  event_id: z.string(),
  object: z.looseObject({ message: z.looseObject({}).optional() }),
})

/**
 * vk-io parses every update before it is stored, and does nothing else with it: its own loop and
 * webhook acknowledge an update before its handler has run, and run handlers in no order.
 */
export function collector(
  updates: Updates,
  groupId: number,
  addTitle: (incoming: Incoming) => Promise<Incoming>,
  log: Log,
): Collect {
  const parsed = new WeakMap<object, Context>()
  updates.use((context) => {
    const { payload } = context as unknown as { payload: { message?: object } }
    parsed.set(payload.message ?? payload, context)
  })
  const read = async (raw: unknown): Promise<Incoming | null> => {
    const shaped = updateShape.safeParse(raw)
    if (!shaped.success || !updateKinds.includes(shaped.data.type)) return null
    const { event_id: eventId, object } = shaped.data
    await updates.handleWebhookUpdate(shaped.data)
    const context = parsed.get(object.message ?? object)
    return context ? translate(context, eventId, groupId) : null
  }
  return async (raw) => {
    const events: Incoming[] = []
    for (const update of raw) {
      try {
        const event = await read(update)
        if (event) events.push(await addTitle(event))
      } catch (error) {
        // One that nobody can read would otherwise come back for ever and hold up all others.
        log.error({ err: error }, 'an update of VK could not be read and is left out')
      }
    }
    return events
  }
}
