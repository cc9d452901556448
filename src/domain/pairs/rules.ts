/** What a request may be. */
export type RequestStatus = 'asked' | 'accepted' | 'declined' | 'withdrawn'

/** Days that a mentor has to answer, before a reminder. */
export const ANSWER_DAYS = 3

const DAY_MS = 24 * 60 * 60_000

/** Requests asked before this are reminded of. */
export function remindBefore(now: Date): Date {
  return new Date(now.getTime() - ANSWER_DAYS * DAY_MS)
}

/** A mentor as far as it matters for a pair. */
export interface MentorState {
  places: number
  /** Open pairs. */
  pairs: number
  consented: boolean
  reachable: boolean
}

export interface MenteeState {
  consented: boolean
  /** Has a mentor now. */
  paired: boolean
  /** Has asked somebody who has not answered. */
  asking: boolean
}

/** Why a mentee may not ask this mentor, as the code of a refusal; null when nothing hinders. */
export function refusalToAsk(mentee: MenteeState, mentor: MentorState | null): string | null {
  if (!mentee.consented) return 'consent-needed'
  if (mentee.paired) return 'mentee-has-mentor'
  if (mentee.asking) return 'request-open'
  if (!mentor?.consented) return 'mentor-unknown'
  if (mentor.pairs >= mentor.places) return 'mentor-full'
  return mentor.reachable ? null : 'mentor-unreachable'
}

/** Why a mentor may not accept this mentee, as the code of a refusal; null when nothing hinders. */
export function refusalToAccept(mentee: MenteeState, mentor: MentorState | null): string | null {
  if (!mentor?.consented) return 'consent-needed'
  if (!mentee.consented) return 'mentee-no-consent'
  if (mentee.paired) return 'mentee-taken'
  return mentor.pairs >= mentor.places ? 'places-taken' : null
}

/** Why a request is not open any more, as the code of a refusal; null when it is. */
export function refusalToAnswer(status: RequestStatus): string | null {
  return status === 'asked' ? null : `request-${status}`
}
