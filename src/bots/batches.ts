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
  const open = new Map<string, { parcel: (typeof parcels)[number]; chats: Set<string> }>()
  for (const row of rows) {
    const same = row.shared && batch > 1
    const most = same ? batch : together
    // Replies outrank broadcasts: they do not share a call.
    const key = same ? `row ${row.id}` : `priority ${row.priority}`
    const joins = same || isPlain(row)
    const begun = joins ? open.get(key) : undefined
    if (begun && begun.parcel.rows.length < most && (same || !begun.chats.has(row.chatId))) {
      begun.parcel.rows.push(row)
      if (!same) begun.chats.add(row.chatId)
      continue
    }
    const parcel = { rows: [row], same }
    parcels.push(parcel)
    if (joins) open.set(key, { parcel, chats: new Set([row.chatId]) })
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
