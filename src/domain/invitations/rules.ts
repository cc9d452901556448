import type { Role } from '../shared/access.ts'

/** Days that an invitation can be used. */
export const INVITATION_DAYS = 14

const DAY_MS = 24 * 60 * 60_000

/** Whom a role may invite; where, `allow` says. */
const invites: Partial<Record<Role, readonly Role[]>> = {
  coordinator: [
    'coordinator',
    'methodist',
    'head',
    'curator',
    'teacher',
    'mentor',
    'mentee',
    'specialist',
  ],
  curator: ['teacher', 'mentor', 'mentee', 'specialist'],
}

/** Roles that belong to a school; the others to the municipality. */
const ofSchool: readonly Role[] = ['head', 'curator', 'teacher', 'mentor', 'mentee', 'specialist']

/** Roles that let others in, or answer for a school or the municipality. */
export const deciding: readonly Role[] = ['coordinator', 'methodist', 'head', 'curator']

/** The roles that somebody with these roles may invite to, the commonest first. */
export function invitable(roles: readonly Role[]): Role[] {
  const all = new Set(roles.flatMap((role) => invites[role] ?? []))
  const order: Role[] = [
    'curator',
    'teacher',
    'mentor',
    'mentee',
    'specialist',
    'head',
    'methodist',
    'coordinator',
  ]
  return order.filter((role) => all.has(role))
}

/** The roles that somebody may invite to in one place: by the role that gives the right there, not by any other. */
export function invitableAt(
  roles: readonly { role: Role; schoolId: number | null }[],
  schoolId: number | null,
): Role[] {
  const here = roles.filter(
    (own) => own.role === 'coordinator' || (schoolId !== null && own.schoolId === schoolId),
  )
  return invitable(here.map(({ role }) => role))
}

/** The roles that somebody may end in one place: those that they may invite to, and a parent's, who comes by a child. */
export function endableAt(
  roles: readonly { role: Role; schoolId: number | null }[],
  schoolId: number | null,
): Role[] {
  const own = invitableAt(roles, schoolId)
  return own.includes('mentee') ? [...own, 'parent'] : own
}

/** Whether the role is held in a school, not in the municipality as a whole. */
export function needsSchool(role: Role): boolean {
  return ofSchool.includes(role)
}

/** When an invitation that is issued now ends. */
export function expiry(now: Date, days: number = INVITATION_DAYS): Date {
  return new Date(now.getTime() + days * DAY_MS)
}

export interface InvitationState {
  municipalityId: number
  expiresAt: Date
  usedAt: Date | null
  usedById: number | null
}

/**
 * Why an invitation cannot be accepted, as the code of a refusal; null when it can.
 * @param who the person who tries; null for a guest
 */
export function refusalOf(
  invitation: InvitationState,
  who: { personId: number; municipalityId: number } | null,
  now: Date,
): string | null {
  if (invitation.usedAt)
    return who !== null && invitation.usedById === who.personId
      ? 'invitation-yours-already'
      : 'invitation-used'
  if (invitation.expiresAt <= now) return 'invitation-expired'
  if (who !== null && who.municipalityId !== invitation.municipalityId)
    return 'invitation-other-municipality'
  return null
}
