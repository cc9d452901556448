import type { DeliveryRow } from '../../src/bots/outbox.ts'

/** A reply as a row of the outbox, as the sender takes it. */
export function deliveryRow(id: number, more: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id,
    chatId: `c${id}`,
    accountId: null,
    priority: 0,
    content: { text: [{ text: `${id}` }] },
    replaces: null,
    personal: false,
    attempts: 0,
    sentParts: 0,
    shared: false,
    age: 0,
    ...more,
  }
}
