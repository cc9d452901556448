import { type Actor, may } from '../../domain/shared/access.ts'
import type { Args } from '../dialogue.ts'
import { as, type FlowRoom } from '../room.ts'
import { declineObservation, observation, observe } from './observation.ts'
import { questionnaire } from './questionnaire.ts'
import { addQuestion } from './questionnaire-add.ts'
import { questionnaireDraft } from './questionnaire-draft.ts'
import { questionnaireFile } from './questionnaire-file.ts'
import { newQuestionnaire } from './questionnaire-new.ts'
import { questionnairePreview } from './questionnaire-preview.ts'
import { questionnaireQuestion } from './questionnaire-question.ts'
import { questionnaireLibrary } from './questionnaires.ts'

/** Filling in questionnaires, writing them, and asking about a pupil. */
export const questionnaires: FlowRoom = {
  flows: {
    questionnaire: { version: 3, run: questionnaire },
    questionnaires: { version: 1, run: questionnaireLibrary },
    'questionnaire-new': { version: 1, run: newQuestionnaire },
    'questionnaire-draft': { version: 1, run: questionnaireDraft },
    'questionnaire-question': { version: 1, run: questionnaireQuestion },
    'questionnaire-add': { version: 2, run: addQuestion },
    'questionnaire-preview': { version: 1, run: questionnairePreview },
    'questionnaire-file': { version: 1, run: questionnaireFile },
    observations: { version: 1, run: observation },
    observe: { version: 1, run: observe },
    'observe-no': { version: 1, run: declineObservation },
  },
  commands: {
    onboarding: { flow: 'questionnaire', menu: fillsIn },
    questionnaire: { flow: 'questionnaire', args: as('code') },
    questionnaires: {
      flow: 'questionnaires',
      args: as('code'),
      menu: (actor) => may(actor, 'questionnaire.draft'),
    },
    'questionnaire-draft': {
      flow: 'questionnaire-draft',
      args: (arg) => ({ draft: Number(arg) || 0 }),
    },
    observations: {
      flow: 'observations',
      args: (arg): Args => (arg ? { id: Number(arg) || 0 } : {}),
      menu: (actor) => may(actor, 'observation.ask'),
    },
    observe: { flow: 'observe', args: (arg) => ({ id: Number(arg) || 0 }) },
    'observe-no': { flow: 'observe-no', args: (arg) => ({ id: Number(arg) || 0 }) },
  },
}

/** The roles that questionnaires are offered to. */
function fillsIn(actor: Actor): boolean {
  return actor.roles.some(({ role }) =>
    ['teacher', 'mentor', 'mentee', 'specialist'].includes(role),
  )
}
