/** What a questionnaire may hold, so that each question fits a screen of any messenger. Lengths in characters. */
export const limits = {
  questions: 300,
  title: 100,
  purpose: 600,
  source: 300,
  section: 100,
  text: 600,
  hint: 300,
  options: 60,
  label: 100,
  rows: 30,
  steps: 11,
  step: 60,
  persons: 10,
  scores: 20,
  bands: 20,
  /** An answer in words. */
  answer: 2000,
} as const

/** Codes of questionnaires, questions, options and rows. */
export const codePattern = /^[a-z0-9-]{1,40}$/
