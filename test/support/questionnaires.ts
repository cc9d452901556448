import fc from 'fast-check'
import type {
  ChoiceOption,
  QuestionDefinition,
  Questionnaire,
  ScaleStep,
  Score,
} from '../../src/domain/questionnaires/definition.ts'
import { itemsOfQuestion } from '../../src/domain/questionnaires/rules.ts'

/** Words as people write them into a form: no spaces at the ends, some that look like something else. */
const words = (max: number) =>
  fc
    .oneof(
      fc.constantFrom(
        '=1+1',
        '007',
        '-5',
        'да',
        '1–10',
        'Строка\nи ещё одна',
        '«Ёлка»; <b>&amp;',
        '@anna',
        '01.09.2026',
        'position = subject',
      ),
      fc.string({ minLength: 1, maxLength: Math.min(max, 40), unit: 'grapheme-ascii' }),
    )
    .map((text) => text.trim().replace(/\s*\n\s*/g, '\n'))
    .filter((text) => text !== '' && text.length <= max)

const code = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/)
const flag = fc.boolean()
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const options: fc.Arbitrary<ChoiceOption[]> = fc
  .uniqueArray(fc.record({ code, label: words(100), unsure: flag }), {
    minLength: 2,
    maxLength: 12,
    selector: (one) => one.code,
  })
  .map((all) => unlike(all))
  .filter((all) => all.length >= 2)
  .map((all) =>
    all.map(({ code: known, label, unsure }) => ({
      code: known,
      label,
      ...(unsure ? { unsure: true } : {}),
    })),
  )

const steps: fc.Arbitrary<ScaleStep[]> = fc.uniqueArray(
  fc.record({
    value: fc.integer({ min: -9, max: 20 }),
    label: fc.oneof(fc.constant(''), words(60)),
  }),
  { minLength: 2, maxLength: 11, selector: (one) => one.value },
)

function unlike<T extends { label: string }>(all: T[]): T[] {
  return all.filter((one, i) => all.findIndex(({ label }) => label === one.label) === i)
}

const base = fc.record(
  {
    code,
    text: words(600),
    hint: maybe(words(300)),
    section: maybe(words(100)),
    personal: flag,
    optional: flag,
    fixed: maybe(fc.constant(true)),
    mirrors: maybe(fc.record({ questionnaire: code, question: code })),
  },
  { requiredKeys: ['code', 'text', 'personal', 'optional'] },
)

const ordered = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined || a <= b ? [a, b] : [b, a]
const bounds = (number: fc.Arbitrary<number>) =>
  fc.tuple(maybe(number), maybe(number)).map(([a, b]) => {
    const [min, max] = ordered(a, b)
    return given({ min, max })
  })
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const days = fc.tuple(maybe(day), maybe(day)).map(([a, b]) => {
  const [min, max] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b]
  return given({ min, max })
})

function given<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T
}

const question: fc.Arbitrary<QuestionDefinition> = base.chain((common) => {
  const own = given(common) as { code: string; text: string; personal: boolean; optional: boolean }
  const is = <T extends object>(more: fc.Arbitrary<T>) =>
    more.map((one) => given({ ...own, ...one }) as unknown as QuestionDefinition)
  return fc.oneof(
    is(fc.record({ kind: fc.constant('choice'), options })),
    is(
      options.chain((all) =>
        fc
          .tuple(
            fc.integer({ min: 0, max: all.length }),
            maybe(fc.integer({ min: 1, max: all.length })),
          )
          .map(([least, most]) => ({
            kind: 'several',
            options: all,
            least: most === undefined ? least : Math.min(least, most),
            most,
          })),
      ),
    ),
    is(fc.record({ kind: fc.constant('scale'), steps })),
    is(fc.record({ kind: fc.constant('grid'), rows: options, steps })),
    is(bounds(fc.integer({ min: 1, max: 2000 })).map((of) => ({ kind: 'text', ...of }))),
    is(
      fc
        .tuple(
          bounds(fc.integer({ min: -1000, max: 1000 }).map((n) => n / 4)),
          maybe(fc.constant(true)),
        )
        .map(([of, whole]) => ({ kind: 'number', ...of, whole })),
    ),
    is(
      fc
        .tuple(days, maybe(fc.constant(true)), maybe(fc.constant(true)))
        .map(([of, rough, past]) => ({ kind: 'date', ...of, rough, past })),
    ),
    is(
      fc.record({
        kind: fc.constant('persons'),
        personal: fc.constant(true),
        optional: fc.constant(true),
        among: fc.constantFrom('mentors', 'mentees'),
        within: fc.constantFrom('school', 'municipality'),
        most: fc.integer({ min: 1, max: 10 }),
        ranked: flag,
      }),
    ),
  )
})

/** Any questionnaire that may be put to people, with conditions and scores that fit its questions. */
export const questionnaires: fc.Arbitrary<Questionnaire> = fc
  .record({
    code,
    version: fc.constant(1),
    title: words(100),
    purpose: words(600),
    source: fc.option(words(300), { nil: null }),
    audience: fc.uniqueArray(fc.constantFrom('teacher', 'mentor', 'mentee', 'specialist'), {
      minLength: 1,
    }),
    offered: flag,
    anonymous: flag,
    about: fc.constant('self' as const),
    questions: fc.uniqueArray(question, {
      minLength: 1,
      maxLength: 12,
      selector: (one) => one.code,
    }),
    luck: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    scored: fc.uniqueArray(fc.record({ code, title: words(100), label: words(100) }), {
      maxLength: 2,
      selector: (one) => one.code,
    }),
  })
  .map(({ luck, scored, ...one }) => {
    const at = (i: number) => luck[i % luck.length] ?? 0
    const questions = one.questions.map((each, i) => {
      const conditions = one.questions
        .slice(0, i)
        .flatMap(itemsOfQuestion)
        .flatMap((item) => {
          const possible =
            item.kind === 'scale'
              ? item.steps.map(({ value }) => value)
              : 'options' in item
                ? item.options.map(({ code: known }) => known)
                : []
          const chosen = possible.slice(0, 1 + (at(i) % 3))
          return chosen.length > 0 ? [{ question: item.code, is: chosen }] : []
        })
      const when = at(i + 20) % 3 === 0 ? conditions[at(i) % (conditions.length || 1)] : undefined
      return when ? { ...each, when } : each
    })
    const counted = questions
      .filter(({ kind }) => kind === 'scale' || kind === 'grid' || kind === 'number')
      .map(({ code: known }) => known)
    const scores: Score[] =
      counted.length === 0
        ? []
        : scored.map(({ code: known, title, label }, i) => ({
            code: known,
            title,
            of: counted.slice(0, 1 + (at(i) % counted.length)),
            bands: [
              { from: 0, to: 8, label },
              { from: 9, to: 14.5, label: `${label.slice(0, 90)} и лучше` },
            ],
          }))
    // A score without a code of its own would be taken for a part of the one above with the same title.
    const anonymous = one.anonymous && questions.every(({ personal }) => !personal)
    return { ...one, anonymous, questions, scores } as Questionnaire
  })
