import type { Window } from './deadlines/index.ts'

/** A date of a row as it is stored. */
export interface StoredWindow {
  id: number
  start: string
  due: string
  dropped: boolean
}

/** What a changed row does to its dates. */
export interface Remake {
  /** Stay as they are, or come back. */
  keep: { id: number; start: string }[]
  /** The same work on another day: what was done stays done. */
  move: { id: number; start: string; due: string }[]
  add: Window[]
  drop: number[]
}

/**
 * How the dates of a row become those that are wanted now. The same due stays; if as many dues are
 * left on either side, they have moved, in order; otherwise what is left is dropped and added.
 */
export function remake(stored: readonly StoredWindow[], wanted: readonly Window[]): Remake {
  const free = [...stored].sort((a, b) => Number(a.dropped) - Number(b.dropped))
  const keep: Remake['keep'] = []
  const fresh: Window[] = []
  for (const window of wanted) {
    const at = free.findIndex(({ due }) => due === window[1])
    const same = at < 0 ? undefined : free.splice(at, 1)[0]
    if (same) keep.push({ id: same.id, start: window[0] })
    else fresh.push(window)
  }
  const old = free.filter(({ dropped }) => !dropped)
  if (old.length !== fresh.length)
    return { keep, move: [], add: fresh, drop: old.map(({ id }) => id) }
  const byDue = old.toSorted((a, b) => a.due.localeCompare(b.due))
  const later = fresh.toSorted((a, b) => a[1].localeCompare(b[1]))
  const move = byDue.map(({ id }, i) => ({ id, start: later[i]![0], due: later[i]![1] }))
  return { keep, move, add: [], drop: [] }
}
