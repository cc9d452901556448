import { problemsOf } from './check.ts'
import type { Questionnaire, QuestionnaireLibrary } from './definition.ts'
import { type Misshape, shapeQuestionnaire } from './schema.ts'

/** A file that holds one questionnaire, parsed. */
export interface QuestionnaireFile {
  /** As it is named in error messages. */
  path: string
  content: unknown
}

/**
 * The library that Tandem comes with, from the files of locales.
 * @throws Error naming the file, the question and what is wrong with it
 */
export function readLibrary(files: readonly QuestionnaireFile[]): QuestionnaireLibrary {
  const library: { [code: string]: Questionnaire } = {}
  for (const file of files) {
    const read = readQuestionnaire(file)
    if (library[read.code]) throw new Error(`${file.path}: the code "${read.code}" is used twice.`)
    library[read.code] = read
  }
  for (const { code, questions } of Object.values(library))
    for (const { code: question, mirrors } of questions) {
      const other = mirrors && library[mirrors.questionnaire]
      if (mirrors && !other?.questions.some((one) => one.code === mirrors.question))
        throw new Error(
          `${code}: ${question} mirrors ${mirrors.questionnaire}: ${mirrors.question}, which is not there.`,
        )
    }
  return library
}

/** One questionnaire. @throws Error naming the file, the question and what is wrong with it */
export function readQuestionnaire({ path, content }: QuestionnaireFile): Questionnaire {
  const shaped = shapeQuestionnaire(content)
  if ('misshape' in shaped) throw new Error(`${path}: ${misshapen(content, shaped.misshape)}.`)
  const { questionnaire } = shaped
  const [problem] = problemsOf(questionnaire)
  if (!problem) return questionnaire
  const { question, score, option, code, args } = problem
  const place = [
    ...(question === undefined
      ? []
      : [`question ${question + 1} (${questionnaire.questions[question]?.code}): `]),
    ...(score === undefined ? [] : [`score ${score + 1}: `]),
    ...(option === undefined ? [] : [`option ${option + 1}: `]),
  ]
  const details = Object.entries(args).map(([name, value]) => ` ${name}: ${value}`)
  throw new Error(
    `${path}: ${place.join('')}${code}${details.length ? ` (${details.join(',').trim()})` : ''}.`,
  )
}

/** «question 3 (subject): options.1.label: …», as a person finds it in the file. */
function misshapen(content: unknown, { path, message }: Misshape): string {
  const [head, index, ...rest] = path
  if (head !== 'questions' || typeof index !== 'number')
    return path.length ? `${path.join('.')}: ${message}` : message
  const all = (content as { questions: { code?: unknown }[] }).questions
  const name = all[index]?.code
  const known = typeof name === 'string' ? ` (${name})` : ''
  return `question ${index + 1}${known}: ${rest.length ? `${rest.join('.')}: ` : ''}${message}`
}
