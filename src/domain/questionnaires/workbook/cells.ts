import { isIsoDate } from '../../shared/calendar.ts'
import type { Problem } from '../check.ts'
import { folded, no, yes } from './words.ts'

/** Says what is wrong in a row of a sheet. */
export type Complain = (row: number, code: string, args?: Problem['args']) => void

/** «да» or «нет»; what is empty is as usual. */
export function flagIn(
  cell: string,
  usual: boolean,
  complain: (code: string, args: Problem['args']) => void,
): boolean {
  if (cell === '') return usual
  const said = folded(cell)
  if (said === yes || said === '+' || said === '1') return true
  if (said !== no && said !== '-' && said !== '–' && said !== '0')
    complain('cell-flag', { value: cell })
  return false
}

/** A number as people write it; undefined when the cell is empty or is none. */
export function numberIn(
  cell: string,
  complain: (code: string, args: Problem['args']) => void,
): number | undefined {
  if (cell === '') return undefined
  const number = Number(cell.replace(',', '.').replace(/[\s\u00a0]/g, ''))
  if (Number.isFinite(number)) return number
  complain('cell-number', { value: cell })
  return undefined
}

/** A day as people write one in a cell; null when it is none. */
export function dayIn(cell: string): string | null {
  const written = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell)
  const day = written
    ? `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}`
    : cell
  return isIsoDate(day) ? day : null
}
