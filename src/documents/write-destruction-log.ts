import type { DestructionAct } from '../domain/erasures/papers.ts'
import type { MadeFile, Say } from './plan-sheet.ts'

/**
 * The export of the log of destruction that goes with an act (order 179 of Roskomnadzor, point 5):
 * CSV with semicolons and a byte order mark, as Russian Excel opens it.
 */
export function writeDestructionLog(act: DestructionAct, say: Say): MadeFile {
  const header = [
    'log-subject',
    'log-category',
    'log-records',
    'log-system',
    'log-reason',
    'log-when',
  ]
  const rows = act.destroyed.map(({ what, count }) => [
    act.pseudonym,
    say(what),
    String(count),
    say('act-system-is'),
    say(act.reason === 'asked' ? 'act-reason-asked' : 'act-reason-is', { day: act.askedOn }),
    `${act.destroyedOn} ${act.destroyedAt}`,
  ])
  const csv = [header.map((key) => say(key)), ...rows].map((row) => row.map(cell).join(';'))
  return {
    name: `${say('log-file', { pseudonym: act.pseudonym })}.csv`,
    mime: 'text/csv',
    bytes: Buffer.from(`\uFEFF${csv.join('\r\n')}\r\n`, 'utf8'),
  }
}

/** Quoted; what a spreadsheet would take for a formula is made text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
