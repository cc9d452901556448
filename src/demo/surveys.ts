import type { CampaignPlan } from '../domain/campaigns/plan.ts'
import type { Answers } from '../domain/questionnaires/definition.ts'

/** A survey of the sample municipality: what was asked of whom, and what they have answered. */
export interface SampleSurvey extends Pick<CampaignPlan, 'questionnaire' | 'anonymous' | 'roles'> {
  /** Days before the sample is made. */
  began: number
  /** Days that answers are waited for. */
  lasts: number
  /** Asked a second time, so many days before the sample is made. */
  again?: { began: number; answers: SampleAnswers }
  answers: SampleAnswers
}

/** By the cast's ids; who is not here has not answered. */
export type SampleAnswers = Readonly<Record<string, Answers>>

const interim = (
  held: string,
  [comfort, safety, progress]: [number, number, number],
  obstacles: string[],
  change: string,
  words: string | null,
): Answers => ({ held, comfort, safety, progress, obstacles, change, words })

/** One that is over twice, anonymous and with just enough replies to be shown; one that runs. */
export const surveys: readonly SampleSurvey[] = [
  {
    questionnaire: 'interim',
    anonymous: true,
    roles: ['mentor', 'mentee'],
    began: 54,
    lasts: 10,
    answers: {
      mentor: interim('m2', [3, 3, 2], ['time'], 'no', null),
      'mentor-vk': interim('m2', [4, 3, 3], ['time', 'goals'], 'unsure', null),
      'mentor-both': interim('m2', [4, 4, 3], [], 'no', 'Нужны общие окна в расписании.'),
      mentee: interim(
        'm2',
        [2, 2, 2],
        ['time', 'place'],
        'talk',
        'Не всегда понятно, с чего начать.',
      ),
      'young-teacher': interim('m5', [4, 3, 3], ['knowledge'], 'no', null),
    },
    again: {
      began: 20,
      answers: {
        mentor: interim('m5', [4, 4, 3], ['time'], 'no', null),
        'mentor-vk': interim('m5', [4, 4, 4], ['time'], 'no', null),
        'mentor-both': interim('m9', [5, 5, 4], [], 'no', 'Уроки друг у друга дают больше всего.'),
        mentee: interim('m2', [3, 3, 3], ['place'], 'talk', null),
        'young-teacher': interim('m9', [5, 4, 4], [], 'no', 'Спасибо за разбор уроков!'),
      },
    },
  },
  {
    questionnaire: 'needs-young-teacher',
    anonymous: false,
    roles: ['teacher', 'mentee'],
    began: 5,
    lasts: 14,
    answers: {
      'young-teacher': {
        years: 'y3',
        'difficulty.planning': 1,
        'difficulty.lesson': 1,
        'difficulty.discipline': 2,
        'difficulty.assessment': 1,
        'difficulty.parents': 3,
        'difficulty.documents': 2,
        'difficulty.digital': 0,
        'difficulty.special': 2,
        who: ['mentor', 'colleagues'],
        help: ['visit', 'review', 'group'],
        stay: 3,
        urgent: 'Как вести первое родительское собрание.',
      },
    },
  },
]
