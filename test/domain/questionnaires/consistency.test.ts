import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemsOf } from '../../../src/domain/questionnaires/check.ts'
import type {
  Answers,
  AnswerValue,
  ItemDefinition,
} from '../../../src/domain/questionnaires/definition.ts'
import { edited } from '../../../src/domain/questionnaires/edit.ts'
import { withRenewedCodes } from '../../../src/domain/questionnaires/publish.ts'
import {
  applicable,
  firstOpen,
  fits,
  isAnswered,
} from '../../../src/domain/questionnaires/rules.ts'
import { scoresOf } from '../../../src/domain/questionnaires/scores.ts'
import { itemAt, questionScreen } from '../../../src/domain/questionnaires/screen.ts'
import { questionnaires } from '../../support/questionnaires.ts'

/** Some answer that fits, chosen by luck; null where skipping is chosen and allowed. */
function someAnswer(item: ItemDefinition, luck: number): AnswerValue {
  if (item.optional && luck % 3 === 0) return null
  switch (item.kind) {
    case 'choice':
      return item.options[luck % item.options.length]?.code ?? null
    case 'several': {
      const least = item.optional ? 0 : item.least
      const count = least + (luck % ((item.most ?? item.options.length) - least + 1))
      return item.options.slice(0, count).map(({ code }) => code)
    }
    case 'scale':
      return item.steps[luck % item.steps.length]?.value ?? null
    case 'text':
      return 'я'.repeat(item.min ?? item.max ?? 1)
    case 'number': {
      const number = item.min ?? item.max ?? 0
      return item.whole ? Math.ceil(number) : number
    }
    case 'date':
      return item.min ?? item.max ?? '2020-01-01'
    case 'persons':
      return Array.from({ length: 1 + (luck % item.most) }, (_, i) => i + 1)
  }
}

const walk = fc.array(
  fc.record({ luck: fc.nat(), does: fc.constantFrom('answer', 'answer', 'back', 'jump', 'drop') }),
  { maxLength: 60 },
)

test('whatever the order of answering, going back, changing and skipping, what is there is consistent', () => {
  fc.assert(
    fc.property(questionnaires, walk, (questionnaire, steps) => {
      const answers: Answers = {}
      let at: string | null = null
      for (const { luck, does } of steps) {
        const place = itemAt(questionnaire, answers, at)
        if (!place) {
          expect(firstOpen(questionnaire, answers)).toBeNull()
          const asked = applicable(questionnaire, answers)
          at = asked[luck % asked.length]?.code ?? null
          continue
        }
        const { item } = place
        const screen = questionScreen(questionnaire, place, answers, '2026-10-05')
        // What is shown applies, is counted rightly and has its place.
        const asked = applicable(questionnaire, answers)
        expect(asked[screen.number - 1]?.code).toBe(screen.code)
        expect(screen.total).toBe(asked.length)
        expect(screen.previous).toBe(asked[screen.number - 2]?.code ?? null)
        if (does === 'back') at = screen.previous
        else if (does === 'jump') at = asked[luck % asked.length]?.code ?? null
        else if (does === 'drop') delete answers[item.code]
        else {
          const value = someAnswer(item, luck)
          // A whole number between bounds that have none: nothing fits.
          if (!fits(item, value)) continue
          answers[item.code] = value
          at = null
        }
      }
      // Answering whatever is open ends, and leaves every item that applies with an answer that fits.
      for (let i = 0; i < 200; i++) {
        const open = firstOpen(questionnaire, answers)
        if (!open) break
        const value = someAnswer(open, i * 3 + 1)
        if (!fits(open, value)) return
        answers[open.code] = value
      }
      for (const item of applicable(questionnaire, answers))
        expect(isAnswered(item, answers), item.code).toBe(true)
      for (const { sum, band } of scoresOf(questionnaire, answers))
        expect(sum === null || Number.isFinite(sum) || band === null).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('a question whose kind has changed gets a new code: only it is asked again, nothing is lost', () => {
  fc.assert(
    fc.property(questionnaires, fc.nat(), (before, luck) => {
      const answers: Answers = {}
      for (let i = 0; i < 200; i++) {
        const open = firstOpen(before, answers)
        if (!open) break
        const value = someAnswer(open, luck + i)
        if (!fits(open, value)) return
        answers[open.code] = value
      }
      const free = before.questions.findIndex(
        ({ code, kind }) =>
          kind !== 'text' &&
          !before.scores.some(({ of }) => of.includes(code)) &&
          !before.questions.some(({ when }) => when?.question.split('.')[0] === code),
      )
      const changed = before.questions[free]
      if (!changed) return
      const { code, text, personal, optional, when } = changed
      const asText = {
        code,
        text,
        personal,
        optional,
        kind: 'text' as const,
        ...(when ? { when } : {}),
      }
      const next = withRenewedCodes(
        { ...before, version: 7, questions: before.questions.with(free, asText) },
        before,
      )
      expect(problemsOf(next)).toEqual([])
      const open = applicable(next, answers).filter((item) => !isAnswered(item, answers))
      const applies = applicable(next, answers).some((item) => item.code === `${code}-v7`)
      expect(open.map((item) => item.code)).toEqual(applies ? [`${code}-v7`] : [])
    }),
    { numRuns: 150 },
  )
})

test('no edit in the chat makes a right questionnaire wrong without saying so', () => {
  const edit = fc.oneof(
    fc.record({ do: fc.constant('move' as const), by: fc.constantFrom(-1 as const, 1 as const) }),
    fc.record({ do: fc.constant('remove' as const) }),
    fc.record({ do: fc.constant('required' as const) }),
    fc.record({ do: fc.constant('hint' as const), text: fc.constantFrom('Пояснение', '–') }),
  )
  fc.assert(
    fc.property(
      questionnaires,
      fc.array(fc.tuple(edit, fc.nat()), { maxLength: 8 }),
      (one, edits) => {
        let now = one
        for (const [change, luck] of edits) {
          const question = now.questions[luck % now.questions.length]?.code
          if (question === undefined) break
          try {
            now = edited(now, { ...change, question })
          } catch (error) {
            expect(String(error)).toMatch(/draft-/)
            continue
          }
          const problems = problemsOf(now).map(({ code }) => code)
          expect(problems.filter((code) => code !== 'questions-missing')).toEqual([])
        }
      },
    ),
    { numRuns: 200 },
  )
})
