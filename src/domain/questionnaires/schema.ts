import { z } from 'zod'
import type { Questionnaire } from './definition.ts'

// Shapes only: what makes a questionnaire right is in check.ts.

const day = z.iso.date()
const base = {
  code: z.string(),
  text: z.string(),
  hint: z.string().optional(),
  section: z.string().optional(),
  personal: z.boolean().default(false),
  optional: z.boolean().default(false),
  when: z
    .strictObject({ question: z.string(), is: z.array(z.union([z.string(), z.number()])) })
    .optional(),
  mirrors: z.strictObject({ questionnaire: z.string(), question: z.string() }).optional(),
  fixed: z.boolean().optional(),
}
const options = z.array(
  z.strictObject({ code: z.string(), label: z.string(), unsure: z.boolean().optional() }),
)
const steps = z.array(z.strictObject({ value: z.int(), label: z.string().default('') }))

const question = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('choice'), options }),
  z.strictObject({
    ...base,
    kind: z.literal('several'),
    options,
    least: z.int().default(1),
    most: z.int().optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('scale'), steps }),
  z.strictObject({ ...base, kind: z.literal('grid'), rows: options, steps }),
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('date'),
    min: day.optional(),
    max: day.optional(),
    rough: z.boolean().optional(),
    past: z.boolean().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('persons'),
    personal: z.literal(true).default(true),
    optional: z.literal(true).default(true),
    among: z.enum(['mentors', 'mentees']),
    within: z.enum(['school', 'municipality']).default('school'),
    most: z.int().default(1),
    ranked: z.boolean().default(false),
  }),
])

const role = z.enum([
  'coordinator',
  'methodist',
  'head',
  'curator',
  'teacher',
  'mentor',
  'mentee',
  'parent',
  'specialist',
])

const score = z.strictObject({
  code: z.string(),
  title: z.string(),
  of: z.array(z.string()),
  bands: z.array(z.strictObject({ from: z.number(), to: z.number(), label: z.string() })),
})

const written = z.strictObject({
  code: z.string(),
  version: z.int().min(1),
  title: z.string(),
  purpose: z.string(),
  source: z.string().nullable().default(null),
  audience: z.array(role),
  offered: z.boolean().default(false),
  anonymous: z.boolean().default(false),
  about: z.enum(['self', 'pupil']).default('self'),
  questions: z.array(question).default([]),
  /** Questions below their headings, after those without one. */
  sections: z
    .array(z.strictObject({ title: z.string(), questions: z.array(question) }))
    .default([]),
  scores: z.array(score).default([]),
})

/** What is wrong with the shape of a content, and where. */
export interface Misshape {
  path: readonly PropertyKey[]
  message: string
}

/** A questionnaire from parsed YAML or JSON: fields that are left out take their usual values. */
export function shapeQuestionnaire(
  content: unknown,
): { questionnaire: Questionnaire } | { misshape: Misshape } {
  const { data, error } = written.safeParse(content)
  if (error) {
    const [issue] = error.issues
    return { misshape: { path: issue?.path ?? [], message: issue?.message ?? error.message } }
  }
  const { sections, questions, ...rest } = data
  const below = sections.flatMap(({ title, questions: own }) =>
    own.map((one) => ({ ...one, section: title })),
  )
  return { questionnaire: { ...rest, questions: [...questions, ...below] } as Questionnaire }
}
