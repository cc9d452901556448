import type { Role } from '../shared/access.ts'

/** Roles that somebody may ask for by a poster: those that a curator may let into. */
export const askableRoles = ['teacher', 'mentor', 'mentee'] as const satisfies readonly Role[]

/** Whether a role may be asked for; others are given by invitation alone. */
export function isAskable(role: Role): boolean {
  return askableRoles.some((one) => one === role)
}

/** Days that a poster can be used, and people who may ask by one. */
export const POSTER_DAYS = 60
export const POSTER_LIMIT = 300

export interface PosterState {
  municipalityId: number
  expiresAt: Date
  revokedAt: Date | null
  limit: number
  asked: number
}

/** Why nobody (or not this one) may ask by a poster, as the code of a refusal; null when they may. */
export function posterRefusal(
  poster: PosterState,
  municipalityId: number | null,
  now: Date,
): string | null {
  if (poster.revokedAt) return 'poster-revoked'
  if (poster.expiresAt <= now) return 'poster-expired'
  if (poster.asked >= poster.limit) return 'poster-full'
  if (municipalityId !== null && municipalityId !== poster.municipalityId)
    return 'invitation-other-municipality'
  return null
}
