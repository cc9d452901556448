import type { Actor } from '../../domain/shared/access.ts'
import { as, type FlowRoom } from '../room.ts'
import { questionnaire } from './questionnaire.ts'

/** Filling in questionnaires. */
export const questionnaires: FlowRoom = {
  flows: {
    questionnaire: { version: 3, run: questionnaire },
  },
  commands: {
    onboarding: { flow: 'questionnaire', menu: fillsIn },
    questionnaire: { flow: 'questionnaire', args: as('code') },
  },
}

/** The roles that questionnaires are offered to. */
function fillsIn(actor: Actor): boolean {
  return actor.roles.some(({ role }) => ['teacher', 'mentor', 'mentee'].includes(role))
}
