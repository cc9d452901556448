import { DomainError } from './errors.ts'

export type Role =
  | 'coordinator'
  | 'methodist'
  | 'head'
  | 'curator'
  | 'teacher'
  | 'mentor'
  | 'mentee'
  | 'parent'
  | 'specialist'

/** Who acts. Plain JSON. A guest (an account nobody is linked to) has `personId: null` and no roles. */
export interface Actor {
  accountId: number
  messenger: string
  personId: number | null
  municipalityId: number | null
  roles: { role: Role; schoolId: number | null }[]
}

/** An actor who is somebody. */
export interface Member extends Actor {
  personId: number
  municipalityId: number
}

/** Where an action takes place; a curator acts in one school, a coordinator in one municipality. */
export interface Scope {
  municipalityId: number
  schoolId?: number | null
}

/**
 * Who may do what; `municipality`: anywhere in the own municipality, `school`: in the own school,
 * `own`: for oneself (the service checks whose it is).
 */
export const rights = {
  'road-map.import': { coordinator: 'municipality', head: 'school', curator: 'school' },
  'road-map.edit': { coordinator: 'municipality' },
  'road-map.adapt': { head: 'school', curator: 'school' },
  'road-map.approve': { coordinator: 'municipality' },
  'road-map.view': {
    coordinator: 'municipality',
    methodist: 'municipality',
    head: 'school',
    curator: 'school',
  },
  'assignment.complete': {
    coordinator: 'municipality',
    methodist: 'municipality',
    head: 'school',
    curator: 'school',
  },
  'reminders.set': { coordinator: 'municipality' },
  'assignment.move': { coordinator: 'municipality' },
  'assignment.snooze': {
    coordinator: 'municipality',
    methodist: 'municipality',
    head: 'school',
    curator: 'school',
  },
  'invitation.issue': { coordinator: 'municipality', curator: 'school' },
  'school.add': { coordinator: 'municipality' },
  'announcement.publish': { coordinator: 'municipality', methodist: 'municipality' },
  'group-chat.register': { coordinator: 'municipality', methodist: 'municipality' },
  'mentor.list': { mentee: 'municipality', curator: 'school', coordinator: 'municipality' },
  'mentor.offer': { mentor: 'own' },
  'mentor.join': { teacher: 'own' },
  'pair.request': { mentee: 'own' },
  'pair.answer': { mentor: 'own' },
  'pair.view': {
    coordinator: 'municipality',
    head: 'school',
    curator: 'school',
    mentor: 'own',
    mentee: 'own',
  },
  'campaign.run': { coordinator: 'municipality', curator: 'school' },
  'campaign.view': {
    coordinator: 'municipality',
    methodist: 'municipality',
    head: 'school',
    curator: 'school',
  },
  'campaign.answers': { coordinator: 'municipality', curator: 'school' },
  'erasure.view': { coordinator: 'municipality' },
  'register.keep': { coordinator: 'municipality', curator: 'school' },
  'register.view': { coordinator: 'municipality', head: 'school', curator: 'school' },
  'person.merge': { coordinator: 'municipality', curator: 'school' },
  'membership.end': { coordinator: 'municipality', curator: 'school' },
  'questionnaire.draft': {
    coordinator: 'municipality',
    methodist: 'municipality',
    curator: 'school',
  },
  'questionnaire.publish': { coordinator: 'municipality', methodist: 'municipality' },
  'observation.ask': { curator: 'school' },
  'observation.give': { specialist: 'own', teacher: 'own', parent: 'own' },
  'consent.take': { coordinator: 'municipality', curator: 'school' },
} as const satisfies Record<string, Partial<Record<Role, 'municipality' | 'school' | 'own'>>>

export type Action = keyof typeof rights

/** The actor as a member. @throws DomainError('not-registered') for a guest */
export function member(actor: Actor): Member {
  if (actor.personId === null || actor.municipalityId === null)
    throw new DomainError('not-registered')
  return actor as Member
}

/**
 * Stands at the door of each service. Without a scope: may the actor do this anywhere at all.
 * @throws DomainError('not-registered' | 'not-allowed')
 */
export function allow(actor: Actor, action: Action, scope?: Scope): Member {
  const who = member(actor)
  if (!may(actor, action, scope)) throw new DomainError('not-allowed')
  return who
}

/** Whether `allow` would let it pass: for menus and lists. */
export function may(actor: Actor, action: Action, scope?: Scope): boolean {
  if (actor.personId === null || actor.municipalityId === null) return false
  const table: Partial<Record<Role, 'municipality' | 'school' | 'own'>> = rights[action]
  return actor.roles.some(({ role, schoolId }) => {
    const reach = table[role]
    if (!reach) return false
    if (!scope) return true
    if (scope.municipalityId !== actor.municipalityId) return false
    return reach !== 'school' || (schoolId !== null && schoolId === scope.schoolId)
  })
}
