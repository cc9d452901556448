import type { Tx } from '../../infra/db.ts'
import type { Line, StoredFileRef } from '../deliveries/message.ts'
import type { PersonName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'

/** Whose records are shown or forgotten. */
export interface Whom {
  personId: number
  name: PersonName
  accounts: readonly { id: number; messenger: string; userId: string; chatId: string }[]
}

/** A part of «Мои данные»; words are keys of locales, or text that is the person's own. */
export interface Section {
  title: string
  items: { label: Line; value: Line }[]
}

/** How many records of a kind were destroyed; `what` is a key of locales. */
export interface Destroyed {
  [name: string]: string | number
  what: string
  count: number
}

export interface Forgetting {
  tx: Tx
  /** Stands for the person from now on. */
  pseudonym: string
  now: Date
  /** Removes a stored file after the commit. */
  drop(file: StoredFileRef): void
}

/** What forgetting does to a column; what is kept says on which ground. */
export type Fate = 'deleted' | 'cleared' | `kept: ${string}`

/**
 * What merging does to a column that holds a person's number. `moved`: it is the other's now. `once`: so, but
 * where the other has a row with the same values of these columns already, this one is dropped. `holder`: an
 * array where a person is written as `person:<number>`.
 */
export type Move = 'moved' | { once: readonly string[] } | 'holder' | `stays: ${string}`

/** Two persons who turn out to be one: what is `from`'s becomes `to`'s. */
export interface Merging {
  from: number
  to: number
  at: Date
}

/** What a room keeps of persons: each has one, and a test finds the table that none answers for. */
export interface PersonalRecords {
  /** `table.column` of everything that leads to a person or is said of one. */
  readonly columns: { readonly [column: string]: Fate }
  /** `table.column` of every number of a person: what becomes of it when two persons turn out to be one. */
  readonly moves: { readonly [column: string]: Move }
  /**
   * Before the rows of this room move: settles what both have where only one may stay, and numbers that no
   * column holds. Safe to repeat.
   */
  reconcile?(tx: Tx, merging: Merging): Promise<void>
  /** The room's part of «Мои данные». */
  show(room: Room, whom: Whom): Promise<Section[]>
  /** Destroys what the room keeps. Runs once, in the transaction of all rooms. */
  forget(to: Forgetting, whom: Whom): Promise<Destroyed[]>
}

/** Runs a statement that destroys, and counts its rows: it must end with RETURNING. */
export async function destroy(
  tx: Tx,
  what: string,
  statement: string,
  parameters: readonly unknown[],
): Promise<Destroyed> {
  return { what, count: (await tx.query(statement, parameters)).length }
}

/** «label: value» of a section, without those that are empty. */
export function items(
  pairs: readonly (readonly [string, string | null | undefined | Line])[],
): Section['items'] {
  return pairs.flatMap(([key, value]) => {
    if (value === null || value === undefined || value === '') return []
    return [{ label: { key }, value: typeof value === 'string' ? { text: value } : value }]
  })
}

/** A day or an instant as a line. */
export function dayLine(at: Date | string | null): Line | null {
  if (at === null) return null
  const day = typeof at === 'string' ? at : at.toISOString().slice(0, 10)
  return { key: 'my-data-day', args: { day } }
}
