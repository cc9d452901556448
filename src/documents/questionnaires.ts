import { z } from 'zod'
import type { Questionnaire, QuestionnaireLibrary } from '../domain/questionnaires/definition.ts'
import { readYamlFolder, type YamlFile } from './yaml-folder.ts'

const code = z.string().regex(/^[a-z0-9-]{1,40}$/, 'a code is 1–40 of a–z, 0–9 and "-"')
const isoDay = z.iso.date()

const base = {
  code,
  text: z.string().min(1).max(600),
  hint: z.string().max(300).optional(),
  personal: z.boolean().default(false),
  optional: z.boolean().default(false),
  when: z
    .object({ question: code, is: z.array(z.union([z.string(), z.number()])).min(1) })
    .optional(),
}
const options = z.array(z.object({ code, label: z.string().min(1).max(100) }).strict()).min(2)

const question = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('choice'), options }).strict(),
  z
    .object({ ...base, kind: z.literal('several'), options, least: z.int().min(0).default(1) })
    .strict(),
  z
    .object({
      ...base,
      kind: z.literal('scale'),
      steps: z.array(z.object({ value: z.int(), label: z.string().max(60).default('') })).min(2),
    })
    .strict(),
  z
    .object({ ...base, kind: z.literal('text'), min: z.int().optional(), max: z.int().optional() })
    .strict(),
  z
    .object({
      ...base,
      kind: z.literal('number'),
      min: z.number().optional(),
      max: z.number().optional(),
      whole: z.boolean().optional(),
    })
    .strict(),
  z
    .object({
      ...base,
      kind: z.literal('date'),
      min: isoDay.optional(),
      max: isoDay.optional(),
      rough: z.boolean().optional(),
      past: z.boolean().optional(),
    })
    .strict(),
])

const role = z.enum(['coordinator', 'methodist', 'head', 'curator', 'teacher', 'mentor', 'mentee'])

const questionnaire = z
  .object({
    code,
    version: z.int().min(1),
    title: z.string().min(1).max(100),
    purpose: z.string().min(1).max(600),
    audience: z.array(role).min(1),
    offered: z.boolean().default(false),
    questions: z.array(question).min(1),
  })
  .strict()

/**
 * Reads all questionnaires (*.yaml) of a folder.
 * @throws Error naming the file, the question and what is wrong with it
 */
export async function readQuestionnaires(folder: string): Promise<QuestionnaireLibrary> {
  const library: { [code: string]: Questionnaire } = {}
  for (const file of await readYamlFolder(folder)) {
    const read = readQuestionnaire(file)
    if (library[read.code]) throw new Error(`${file.path}: the code "${read.code}" is used twice.`)
    library[read.code] = read
  }
  return library
}

/** One questionnaire. @throws Error naming the file, the question and what is wrong with it */
export function readQuestionnaire(file: YamlFile): Questionnaire {
  const { data, error } = questionnaire.safeParse(file.content)
  if (error) {
    const issue = error.issues[0]
    throw new Error(`${file.path}: ${place(file.content, issue?.path ?? [])}${issue?.message}.`)
  }
  checkQuestions(file.path, data.questions)
  return data as Questionnaire
}

/** «question 3 (subject): options.1.label: », as a person finds it in the file. */
function place(content: unknown, path: readonly PropertyKey[]): string {
  const [head, index, ...rest] = path
  if (head !== 'questions' || typeof index !== 'number')
    return path.length ? `${path.join('.')}: ` : ''
  const all = (content as { questions: { code?: unknown }[] }).questions
  const name = all[index]?.code
  const known = typeof name === 'string' ? ` (${name})` : ''
  return `question ${index + 1}${known}: ${rest.length ? `${rest.join('.')}: ` : ''}`
}

function checkQuestions(path: string, questions: z.infer<typeof question>[]): void {
  const seen = new Map<string, z.infer<typeof question>>()
  questions.forEach((one, index) => {
    const fail = (what: string): never => {
      throw new Error(`${path}: question ${index + 1} (${one.code}): ${what}.`)
    }
    if (seen.has(one.code)) fail('the code is used by an earlier question')
    if ('options' in one) {
      const codes = one.options.map((option) => option.code)
      if (new Set(codes).size < codes.length) fail('two options have the same code')
      if ('least' in one && one.least > codes.length) fail('"least" is more than there are options')
    }
    if (one.when) {
      const before = seen.get(one.when.question)
      if (!before) fail(`"when" names "${one.when.question}", which is not an earlier question`)
      const values = before && answersOf(before)
      for (const value of one.when.is)
        if (values && !values.includes(value))
          fail(`"when" waits for "${value}", which "${one.when.question}" cannot answer`)
    }
    seen.set(one.code, one)
  })
}

/** The answers that a question can have; undefined when it is free. */
function answersOf(one: z.infer<typeof question>): (string | number)[] | undefined {
  if (one.kind === 'choice' || one.kind === 'several') return one.options.map(({ code }) => code)
  if (one.kind === 'scale') return one.steps.map(({ value }) => value)
  return undefined
}
