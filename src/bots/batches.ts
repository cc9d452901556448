import { WALL } from '../domain/announcements/rules.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'

/** Rows that go out in one call. */
export interface Parcel {
  rows: readonly DeliveryRow[]
  /** Recipients of one row, in one call; otherwise each has a message of its own. */
  same: boolean
}

/**
 * Makes parcels of rows, in their order: the recipients of one row together where the messenger takes many
 * recipients a call, different messages where it takes several of them.
 */
export function groupRows(rows: readonly DeliveryRow[], messenger: Messenger): Parcel[] {
  const { batch, together } = messenger.limits
  const parcels: { rows: DeliveryRow[]; same: boolean }[] = []
  /** Parcels that take more, by their places; and the last one of each chat: its next row must not go before it. */
  const open = new Map<number, number>()
  const lastOf = new Map<string, number>()
  for (const row of rows) {
    const same = row.shared && batch > 1
    const most = same ? batch : together
    // Replies outrank broadcasts: they do not share a call. Rows have numbers from 1 on.
    const key = same ? row.id : -row.priority
    const joins = same || isPlain(row)
    const at = (joins ? open.get(key) : undefined) ?? parcels.length
    const begun = parcels[at]
    if (begun && begun.rows.length < most && (same || at > (lastOf.get(row.chatId) ?? -1))) {
      begun.rows.push(row)
      lastOf.set(row.chatId, at)
      continue
    }
    lastOf.set(row.chatId, parcels.length)
    if (joins) open.set(key, parcels.length)
    parcels.push({ rows: [row], same })
  }
  return parcels
}

/** Whether nobody waits for the parcel as for an answer. */
export function isBulk({ rows: [first] }: Parcel): boolean {
  return first !== undefined && first.priority > 0
}

/** Whether the row takes a single call for sure, with nothing to fetch or to make before. */
function isPlain({ content, chatId }: DeliveryRow): boolean {
  return !content.make && !content.file && !content.files && chatId !== WALL
}
