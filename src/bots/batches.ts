import { WALL } from '../domain/announcements/rules.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'

/**
 * Rows that go out in one call: those of a stored batch, exactly as stored, and equal broadcasts where
 * the messenger takes many recipients a call. All others go alone.
 */
export function groupRows(rows: DeliveryRow[], messenger: Messenger): DeliveryRow[][] {
  if (!messenger.sendToMany || messenger.limits.batch < 2) return rows.map((row) => [row])
  const groups = new Map<string, DeliveryRow[][]>()
  const ordered: DeliveryRow[][] = []
  for (const row of rows) {
    const broadcast =
      row.priority === 2 && row.replaces === null && !row.content.menu && row.chatId !== WALL
    const key =
      row.batchId !== null ? `batch ${row.batchId}` : broadcast ? JSON.stringify(row.content) : null
    const open = key === null ? undefined : groups.get(key)?.at(-1)
    const sameChat = open?.some((other) => other.chatId === row.chatId)
    if (open && !sameChat && open.length < messenger.limits.batch) {
      open.push(row)
      continue
    }
    const group = [row]
    ordered.push(group)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), group])
  }
  return ordered
}
