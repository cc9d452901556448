import { looksLikeDeadline } from './deadline-like.ts'
import { isItem } from './grid.ts'
import { activityOf, cellOf, filledRoles, ownCellOf, phraseOf, type RawRow } from './raw-row.ts'

/** True when a row is the rest of the row before: a page or an editor tore it in two. */
export function goesOn(row: RawRow, before: RawRow | undefined): boolean {
  if (before === undefined || cellOf(row, 'number') !== '') return false
  const hasHeading = ownCellOf(row, 'stage') !== ''
  const activity = ownCellOf(row, 'content') || ownCellOf(row, 'event')
  if (hasHeading || isItem(activity)) return false
  const phrase = phraseOf(row)
  const ownDeadline = phrase !== '' && looksLikeDeadline(phrase) && !row.gap
  if (activity === '') return activityOf(row) === '' && !ownDeadline
  if (/^\p{Ll}/u.test(activity)) return !ownDeadline
  // «Дорожной карты» may begin with a capital and still be the end of a sentence; then a page
  // ended before it, and nothing else in the row begins anew.
  const rest = row.own.filter((cell) => cell !== '' && cell !== activity)
  return row.gap && phrase === '' && rest.every((cell) => /^[\p{Ll}]/u.test(cell)) && isOpen(before)
}

/** Adds the cells of the rest to the row they were torn from, and says so. */
export function join(before: RawRow, rest: RawRow): void {
  const roles = filledRoles(rest)
  for (const cells of ['cells', 'own'] as const)
    before[cells] = before[cells].map((cell, i) => glued(cell, rest.own[i]!))
  before.doubts.push(...rest.doubts)
  if (!before.doubts.some(({ code }) => code === 'joined'))
    before.doubts.push({ code: 'joined', args: { cells: roles.length } })
}

function glued(cell: string, rest: string): string {
  if (cell === '' || rest === '') return cell || rest
  // «контрольно-» + «аналитических»
  return /\p{L}-$/u.test(cell) && /^\p{Ll}/u.test(rest) ? cell + rest : `${cell} ${rest}`
}

function isOpen(row: RawRow): boolean {
  return !/[.!?;]$/.test(activityOf(row))
}
