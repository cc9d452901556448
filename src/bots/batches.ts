import { WALL } from '../domain/announcements/rules.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'

/** Rows that go out in one call. */
export interface Parcel {
  rows: readonly DeliveryRow[]
  /** One message for all of them; otherwise each has its own. */
  same: boolean
}

/**
 * Makes parcels of rows, in their order: a stored batch exactly as stored, equal broadcasts where the
 * messenger takes many recipients a call, different messages where it takes several of them.
 */
export function groupRows(rows: readonly DeliveryRow[], messenger: Messenger): Parcel[] {
  const { batch, together } = messenger.limits
  const parcels: { rows: DeliveryRow[]; same: boolean }[] = []
  const open = new Map<string, (typeof parcels)[number]>()
  for (const row of rows) {
    const same = batch > 1 ? sameness(row) : null
    const most = same === null ? together : batch
    // Replies outrank broadcasts: they do not share a call.
    const key = same ?? `priority ${row.priority}`
    const parcel = open.get(key)
    const fits =
      parcel && parcel.rows.length < most && !parcel.rows.some((one) => one.chatId === row.chatId)
    if (fits && (same !== null || isPlain(row))) {
      parcel.rows.push(row)
      continue
    }
    const begun = { rows: [row], same: same !== null }
    parcels.push(begun)
    if (same !== null || isPlain(row)) open.set(key, begun)
  }
  return parcels.map(({ rows: own, same }) => ({
    rows: own,
    // A single one that is in no stored batch needs none.
    same: same && (own.length > 1 || own[0]?.batchId != null),
  }))
}

/** What rows have in common that may be one message to many; null for those that go by themselves. */
function sameness(row: DeliveryRow): string | null {
  if (row.batchId !== null) return `batch ${row.batchId}`
  const broadcast =
    row.priority === 2 && row.replaces === null && !row.content.menu && row.chatId !== WALL
  return broadcast ? JSON.stringify(row.content) : null
}

/** Whether the row takes a single call for sure, with nothing to fetch or to make before. */
function isPlain({ content, chatId }: DeliveryRow): boolean {
  return !content.make && !content.file && !content.files && chatId !== WALL
}
