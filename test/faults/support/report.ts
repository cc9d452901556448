import { appendFileSync } from 'node:fs'

/** A line of the table that `npm run faults` prints; in `npm test` it goes nowhere. */
export function report(fault: string, figures: Record<string, string | number>): void {
  const file = process.env.FAULTS_TABLE
  if (file) appendFileSync(file, `${JSON.stringify({ fault, figures })}\n`)
}
