import { newShortCode } from '../shared/codes.ts'

const DAY_MS = 24 * 60 * 60_000

/** Within thirty days after the withdrawal (152-ФЗ, article 21, part 5); a day is left for downtime. */
export const ERASURE_DAYS = 29

/** Days before the destruction on which the person is reminded that it can still be stopped. */
export const LAST_CALL_DAYS = 3

/** The act, the log and the proofs are kept for three years (order 179 of Roskomnadzor, 28.10.2022). */
export const PROOF_YEARS = 3

export function erasureDue(askedAt: Date): Date {
  return new Date(askedAt.getTime() + ERASURE_DAYS * DAY_MS)
}

/** Withdrawals that are destroyed before this have been called for the last time. */
export function lastCallBefore(now: Date): Date {
  return new Date(now.getTime() + LAST_CALL_DAYS * DAY_MS)
}

/** What was destroyed before this has no proof to keep any more. */
export function proofsBefore(now: Date): Date {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - PROOF_YEARS)
  return then
}

/** A name that says nothing of the person. */
export function newPseudonym(): string {
  return `У-${newShortCode()}`
}
