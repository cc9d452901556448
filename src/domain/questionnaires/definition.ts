import type { Role } from '../shared/access.ts'

/** A questionnaire in force, by its code. Plain data, read from locales; see documents/questionnaires.ts. */
export interface QuestionnaireLibrary {
  readonly [code: string]: Questionnaire | undefined
}

export interface Questionnaire {
  code: string
  /** Raised when questions change; answers to questions that stayed are kept. */
  version: number
  title: string
  /** Why it is asked and who will see the answers. */
  purpose: string
  /** Who may fill it in. */
  audience: Role[]
  /** Offered by itself to newcomers of these roles. */
  offered: boolean
  questions: QuestionDefinition[]
}

export type QuestionDefinition =
  | (QuestionBase & { kind: 'choice'; options: ChoiceOption[] })
  | (QuestionBase & { kind: 'several'; options: ChoiceOption[]; least: number })
  | (QuestionBase & { kind: 'scale'; steps: ScaleStep[] })
  | (QuestionBase & { kind: 'text'; min?: number; max?: number })
  | (QuestionBase & { kind: 'number'; min?: number; max?: number; whole?: boolean })
  | (QuestionBase & {
      kind: 'date'
      min?: string
      max?: string
      /** «сентябрь 2021» and «2021» will do. */
      rough?: boolean
      /** Not later than the day on which it is answered. */
      past?: boolean
    })

interface QuestionBase {
  code: string
  text: string
  /** A line below the question. */
  hint?: string
  /** Never shown in a messenger that may not carry personal data. */
  personal: boolean
  optional: boolean
  /** Asked only when an earlier question was answered with one of these. */
  when?: { question: string; is: (string | number)[] }
}

export interface ChoiceOption {
  code: string
  label: string
}

export interface ScaleStep {
  value: number
  label: string
}

/** An answer as it is stored: an option's code, codes, a number, a text or an ISO date; null: skipped. */
export type AnswerValue = string | string[] | number | null

/** Answers by the question's code. */
export type Answers = { [question: string]: AnswerValue }
