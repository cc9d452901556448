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
  | { type: 'commit'; chat: number; priority: number; isPlain: boolean }
  | { type: 'hand' | 'fill' }
  | { type: 'begin'; room: number }

/** What happens to a sender: steps commit rows, hand over replies those that are first of their chat, the table is asked. */
const acts = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('commit' as const),
        chat: fc.nat(3),
        priority: fc.constantFrom(0, 0, 1, 2),
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
      const waiting = () =>
        stored
          .filter((each) => !begun.includes(each))
          .sort((one, other) => one.priority - other.priority || one.id - other.id)
      const begin = (room: number) => {
        const busy = new Set<string>()
        let left = room
        ahead.begin({
          room: () => left > 0,
          free: (chat) => !busy.has(chat),
          send: ({ rows }) => {
            left -= 1
            for (const each of rows) busy.add(each.chatId)
            begun.push(...rows)
          },
        })
      }
      for (const act of walk) {
        if (act.type === 'begin') begin(act.room)
        else if (act.type === 'fill') ahead.fill(waiting())
        else if (act.type === 'hand') {
          ahead.add(handed.filter((each) => !begun.includes(each)))
          handed = []
        } else if (act.type === 'commit') {
          const news = row(stored.length + 1, act.chat, act.priority, act.isPlain)
          const first = !waiting().some(
            ({ chatId, priority }) => chatId === news.chatId && priority === 0,
          )
          if (news.priority === 0 && first) handed.push(news)
          stored.push(news)
        }
      }
      ahead.fill(waiting())
      for (let n = 0; n < 100; n++) begin(9)
      const ids = begun.map(({ id }) => id)
      expect([...ids].sort((a, b) => a - b)).toEqual(stored.map(({ id }) => id))
      const lineOf = (each: DeliveryRow) => `${each.chatId} ${each.priority}`
      for (const line of new Set(stored.map(lineOf))) {
        const own = begun.filter((each) => lineOf(each) === line).map(({ id }) => id)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
      expect(ahead.isEmpty).toBe(true)
    }),
  )
})

test('where replies take turns, what waits beside them gets some, however many come; but not before a chat’s reply', () => {
  const ahead = new Ahead({ limits: { batch: 1, together: 1 } } as unknown as Messenger)
  ahead.fill([row(1, 0, 2, true), row(2, 1, 2, true)])
  const begun: number[] = []
  const beginOne = (isFree: (chat: string) => boolean) => {
    let left = 1
    ahead.begin({
      room: () => left > 0,
      free: isFree,
      send: ({ rows }) => {
        left -= 1
        begun.push(...rows.map(({ id }) => id))
      },
    })
  }
  ahead.add([row(3, 0, 0, true)])
  for (let n = 4; n < 40; n++) {
    ahead.add([row(n, n, 0, true)])
    beginOne((chat) => chat !== 'c0')
  }
  expect(begun).toContain(2)
  // The chat is busy, its reply waits: what is no reply waits behind it.
  for (let n = 40; n < 90; n++) {
    ahead.add([row(n, n, 0, true)])
    beginOne(() => true)
  }
  expect(begun).toContain(1)
  expect(begun.indexOf(3)).toBeLessThan(begun.indexOf(1))
  expect(begun.filter((id) => id > 2).length).toBeGreaterThan(75)
})
