import { subjectsOf } from '../shared/likeness.ts'

/** What a mentor offers. */
export interface MentorOffer {
  subjects: string[]
  /** Codes of help, as the questionnaires have them. */
  help: string[]
  /** How many people at a time; 0: nobody for now. */
  places: number
  about: string
}

export const limits = { subjects: 10, subject: 60, places: 5, about: 500 } as const

/** The code of the refusal that an offer deserves; null when it is right. @param known codes of help */
export function offerProblem(offer: MentorOffer, known: readonly string[]): string | null {
  const { subjects, help, places, about } = offer
  if (subjects.length === 0 || subjects.length > limits.subjects) return 'mentor-subjects'
  if (subjects.some((subject) => subject.length > limits.subject)) return 'mentor-subjects'
  if (help.length === 0 || help.some((code) => !known.includes(code))) return 'mentor-help'
  if (!Number.isInteger(places) || places < 0 || places > limits.places) return 'mentor-places'
  return about.length > limits.about ? 'mentor-about' : null
}

/** The offer that the answers to a mentor's questionnaire make; null when they do not make one. */
export function offerFromAnswers(answers: { [question: string]: unknown }): MentorOffer | null {
  const { subjects, help, places, about } = answers
  if (typeof subjects !== 'string' || !Array.isArray(help) || typeof places !== 'number')
    return null
  return {
    subjects: subjectsOf(subjects)
      .slice(0, limits.subjects)
      .map((subject) => subject.slice(0, limits.subject)),
    help: help.map(String),
    places: Math.min(Math.max(0, Math.trunc(places)), limits.places),
    about: typeof about === 'string' ? about.slice(0, limits.about) : '',
  }
}
