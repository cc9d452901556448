import type { Role } from '../shared/access.ts'

/**
 * A questionnaire in force, by its code. Plain data, read from locales; see documents/questionnaires.ts.
 * A municipality may have an edition of its own in its place: ask `questionnaires.findDefinition`.
 */
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
  /** Where it comes from: «составлена для Тандема», an author, an order; null: nobody has said. */
  source: string | null
  /** Who may fill it in. */
  audience: Role[]
  /** Offered by itself to newcomers of these roles. */
  offered: boolean
  /** Sent as a wave whose answers nobody can tie to a person; it has no personal questions. */
  anonymous: boolean
  /** Whom the answers are about: whoever answers, or a pupil whom the curator has named. */
  about: 'self' | 'pupil'
  questions: QuestionDefinition[]
  /** Sums over questions, with what a sum means. */
  scores: Score[]
}

/** A question as it is written down. A grid is put row by row, see `itemsOf` in rules.ts. */
export type QuestionDefinition = ItemDefinition | GridQuestion

/** A question that has one answer: what is put to a person on one screen. */
export type ItemDefinition =
  | ChoiceQuestion
  | SeveralQuestion
  | ScaleQuestion
  | TextQuestion
  | NumberQuestion
  | DateQuestion
  | PersonsQuestion

/** One of the options: single choice, ranges («от 3 до 5 лет»), да / нет / затрудняюсь ответить. */
export type ChoiceQuestion = QuestionBase & { kind: 'choice'; options: ChoiceOption[] }

export type SeveralQuestion = QuestionBase & {
  kind: 'several'
  options: ChoiceOption[]
  least: number
  most?: number
}

/** 1–5 with words, 1–10, agreement 0–4, criteria 0–2. */
export type ScaleQuestion = QuestionBase & {
  kind: 'scale'
  steps: ScaleStep[]
  /** Set where the item is a row of a grid. */
  row?: GridPlace
}

export type TextQuestion = QuestionBase & { kind: 'text'; min?: number; max?: number }

export type NumberQuestion = QuestionBase & {
  kind: 'number'
  min?: number
  max?: number
  whole?: boolean
}

export type DateQuestion = QuestionBase & {
  kind: 'date'
  min?: string
  max?: string
  /** «сентябрь 2021» and «2021» will do. */
  rough?: boolean
  /** Not later than the day on which it is answered. */
  past?: boolean
}

/**
 * People of the programme by name; always personal, and never demanded: there may be nobody to name.
 * The answer is their numbers, the best first when ranked.
 */
export type PersonsQuestion = QuestionBase & {
  kind: 'persons'
  among: 'mentors' | 'mentees'
  /** From the own school only, or from all of the municipality. */
  within: 'school' | 'municipality'
  most: number
  ranked: boolean
}

/** Marks for each row on one scale: «0–3 по каждому виду помощи». Answered as `<code>.<row>`, a number each. */
export type GridQuestion = QuestionBase & {
  kind: 'grid'
  rows: ChoiceOption[]
  steps: ScaleStep[]
}

interface QuestionBase {
  code: string
  text: string
  /** A line below the question. */
  hint?: string
  /** The heading that it stands under; questions in a row with the same one are a section. */
  section?: string
  /** Never shown in a messenger that may not carry personal data. */
  personal: boolean
  optional: boolean
  /** Asked only when an earlier item was answered with one of these. */
  when?: { question: string; is: (string | number)[] }
  /** The question of another questionnaire that asks the same before or after: the two are compared. */
  mirrors?: { questionnaire: string; question: string }
  /** The programme works with the answers: an edition of a municipality keeps it, its kind and its options' codes. */
  fixed?: boolean
}

export interface ChoiceOption {
  code: string
  label: string
  /** «Затрудняюсь ответить»: neither one nor the other, not counted among them. */
  unsure?: boolean
}

export interface ScaleStep {
  value: number
  label: string
}

/** Where an item stands in its grid, and what the grid asks. */
export interface GridPlace {
  grid: string
  text: string
  number: number
  of: number
}

/** A sum of marks, and the band that it falls into: «15–18: оптимально». */
export interface Score {
  code: string
  title: string
  /** Codes of scales, numbers and grids (all rows) that are added up. */
  of: string[]
  bands: { from: number; to: number; label: string }[]
}

/** An answer as it is stored: an option's code, codes, a number, persons' numbers, a text or an ISO date; null: skipped. */
export type AnswerValue = string | string[] | number | number[] | null

/** Answers by the item's code. */
export type Answers = { [question: string]: AnswerValue }
