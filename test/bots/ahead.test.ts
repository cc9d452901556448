import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ahead } from '../../src/bots/ahead.ts'
import type { Messenger } from '../../src/bots/messenger.ts'
import type { DeliveryRow } from '../../src/bots/outbox.ts'
import { deliveryRow } from '../support/delivery-row.ts'

const row = (id: number, chat: number, priority: number, isPlain: boolean): DeliveryRow =>
  deliveryRow(id, {
    chatId: `c${chat}`,
    priority,
    content: {
      text: [],
      ...(isPlain ? {} : { make: { what: 'sheet' } }),
    } as DeliveryRow['content'],
  })

type Act =
  | { type: 'commit'; chat: number; isPlain: boolean }
  | { type: 'hand' | 'fill' }
  | { type: 'begin'; room: number }

/** What happens to a sender: steps commit replies, hand over those that are first of their chat, the table is asked. */
const acts = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('commit' as const),
        chat: fc.nat(3),
        isPlain: fc.boolean(),
      }),
    },
    fc.record({ type: fc.constant('hand' as const) }),
    fc.record({ type: fc.constant('fill' as const) }),
    fc.record({ type: fc.constant('begin' as const), room: fc.nat(3) }),
  ),
  { maxLength: 80 },
)

test('whatever the table gives and steps hand over, each row begins once, and a chat’s rows in their order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), acts, (together, walk: Act[]) => {
      const ahead = new Ahead({ limits: { batch: 1, together } } as unknown as Messenger)
      const stored: DeliveryRow[] = []
      const begun: DeliveryRow[] = []
      let handed: DeliveryRow[] = []
      const waiting = () => stored.filter((each) => !begun.includes(each))
      const begin = (room: number) => {
        const busy = new Set<string>()
        let left = room
        ahead.begin(
          () => left > 0,
          (chat) => !busy.has(chat),
          ({ rows }) => {
            left -= 1
            for (const each of rows) busy.add(each.chatId)
            begun.push(...rows)
          },
        )
      }
      for (const act of walk) {
        if (act.type === 'begin') begin(act.room)
        else if (act.type === 'fill') ahead.fill(waiting())
        else if (act.type === 'hand') {
          ahead.add(handed.filter((each) => !begun.includes(each)))
          handed = []
        } else if (act.type === 'commit') {
          const news = row(stored.length + 1, act.chat, 0, act.isPlain)
          if (!waiting().some(({ chatId }) => chatId === news.chatId)) handed.push(news)
          stored.push(news)
        }
      }
      ahead.fill(waiting())
      for (let n = 0; n < 100; n++) begin(9)
      const ids = begun.map(({ id }) => id)
      expect([...ids].sort((a, b) => a - b)).toEqual(stored.map(({ id }) => id))
      for (const chat of new Set(stored.map(({ chatId }) => chatId))) {
        const own = begun.filter(({ chatId }) => chatId === chat).map(({ id }) => id)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
      expect(ahead.isEmpty).toBe(true)
    }),
  )
})
