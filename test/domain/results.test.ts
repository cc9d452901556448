import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers, Questionnaire } from '../../src/domain/questionnaires/definition.ts'
import { numberBars } from '../../src/domain/results/bins.ts'
import { changesOf, mirroredItems, sameItems } from '../../src/domain/results/compare.ts'
import { type Reply, resultsOf, tally } from '../../src/domain/results/rules.ts'

const base = { personal: false, optional: true }
const steps = [0, 1, 2, 3].map((value) => ({ value, label: '' }))
const form: Questionnaire = {
  code: 'needs',
  version: 1,
  title: 'Потребности',
  purpose: '',
  source: null,
  audience: ['teacher'],
  offered: false,
  anonymous: true,
  about: 'self',
  questions: [
    {
      ...base,
      code: 'stay',
      kind: 'choice',
      text: 'Останетесь?',
      options: [
        { code: 'yes', label: 'Да' },
        { code: 'no', label: 'Нет' },
      ],
    },
    {
      ...base,
      code: 'why',
      kind: 'text',
      text: 'Почему нет?',
      when: { question: 'stay', is: ['no'] },
    },
    {
      ...base,
      code: 'hard',
      kind: 'grid',
      text: 'Что трудно?',
      steps,
      rows: [
        { code: 'plan', label: 'План' },
        { code: 'class', label: 'Класс' },
      ],
    },
    {
      ...base,
      code: 'help',
      kind: 'several',
      text: 'Какая помощь?',
      least: 0,
      options: [
        { code: 'a', label: 'Уроки' },
        { code: 'b', label: 'Документы' },
      ],
    },
    { ...base, code: 'years', kind: 'number', text: 'Стаж?' },
  ],
  scores: [
    {
      code: 'sum',
      title: 'Сумма',
      of: ['hard'],
      bands: [
        { from: 0, to: 2, label: 'справляется' },
        { from: 3, to: 6, label: 'нужна помощь' },
      ],
    },
  ],
}

const reply = (answers: Answers, schoolId: number | null = 1): Reply => ({ schoolId, answers })

test('replies are counted by item, by row of a grid and by band of a score', () => {
  const [stay, why, plan, group, help, years, sum] = tally(form, [
    reply({
      stay: 'yes',
      why: 'не спросили',
      'hard.plan': 1,
      'hard.class': 0,
      help: ['a', 'b'],
      years: 3,
    }),
    reply({ stay: 'no', why: '=2+2', 'hard.plan': 3, 'hard.class': 3, help: [], years: 12 }),
    reply({ stay: 'no', why: null, 'hard.plan': 2, help: ['b'] }),
  ])
  expect(stay).toMatchObject({ answered: 3, bars: [{ count: 1 }, { count: 2 }] })
  // The first was not asked why: what is left of an earlier answer does not count.
  expect(why).toMatchObject({ answered: 1, texts: ['=2+2'] })
  expect(plan).toMatchObject({ code: 'hard.plan', grid: 'Что трудно?', mean: 2, range: [0, 3] })
  expect(group).toMatchObject({ answered: 2, mean: 1.5 })
  expect(help).toMatchObject({ answered: 2, bars: [{ count: 1 }, { count: 2 }] })
  expect(years).toMatchObject({ mean: 7.5, bars: [{ label: '3' }, { label: '12' }] })
  expect(sum).toMatchObject({ kind: 'score', answered: 2, mean: 3.5 })
  expect(sum?.bars.map(({ count }) => count)).toEqual([1, 1])
})

test('numbers go into bars of a round width, each into one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1 }), (numbers) => {
      const bars = numberBars(numbers)
      expect(bars.length).toBeLessThanOrEqual(9)
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length)
    }),
  )
})

describe('results of fewer than five', () => {
  const answers = fc.record({
    stay: fc.constantFrom('yes', 'no', null),
    why: fc.constantFrom('мало', null),
    'hard.plan': fc.constantFrom(0, 1, 2, 3, null),
    help: fc.constantFrom<string[]>([], ['a'], ['a', 'b']),
  })
  const replies = fc.array(fc.record({ schoolId: fc.constantFrom(1, 2, 3, 4, null), answers }), {
    maxLength: 60,
  }) as fc.Arbitrary<Reply[]>

  test('are shown of no question, neither themselves nor as what the shown schools leave over', () => {
    fc.assert(
      fc.property(replies, (all) => {
        const found = resultsOf(form, all, 5)
        const plain = tally(form, all)
        found.all.forEach((item, i) => {
          const real = plain[i]!.answered
          if (item.kind === 'score') expect(item.hidden || real >= 5).toBe(true)
          else expect(item.hidden).toBe(real < 5)
          if (item.hidden) expect(item).toMatchObject({ answered: 0, bars: [], texts: [] })
          const shown = found.schools.map(({ items }) => items[i]!).filter(({ hidden }) => !hidden)
          for (const one of shown) expect(one.answered).toBeGreaterThanOrEqual(5)
          const rest = real - shown.reduce((sum, one) => sum + one.answered, 0)
          if (shown.length > 0) expect(rest === 0 || rest >= 5).toBe(true)
          // Bar by bar: what is left of an answer is left of at least five people.
          for (const [k, bar] of item.bars.entries()) {
            const left = bar.count - shown.reduce((sum, one) => sum + one.bars[k]!.count, 0)
            expect(left).toBeGreaterThanOrEqual(0)
            if (left > 0 && shown.length > 0) expect(rest).toBeGreaterThanOrEqual(5)
          }
        })
      }),
    )
  })
})

test('a score says nothing of an item that is hidden, and whoever may see answers sees every number', () => {
  // Six have marked the plan, one of them the class, too: the sums would tell that mark.
  const replies = [0, 1, 2, 3, 1, 2].map((mark, i) =>
    reply({ 'hard.plan': mark, 'hard.class': i === 0 ? 3 : null }),
  )
  const shown = (least: number) =>
    resultsOf(form, replies, least).all.map(({ code, hidden }) => [code, hidden])
  expect(shown(5)).toContainEqual(['hard.plan', false])
  expect(shown(5)).toContainEqual(['score.sum', true])
  expect(shown(1).filter(([, hidden]) => hidden)).toEqual([])
})

describe('a comparison', () => {
  const wave = (...marks: number[]) =>
    tally(
      form,
      marks.map((mark) => reply({ 'hard.plan': mark, stay: mark > 1 ? 'no' : 'yes' })),
    )

  test('has means of marks and shares of options, and nothing that is hidden', () => {
    const changes = changesOf(wave(3, 3, 2), wave(1, 0, 2), sameItems(wave(1)))
    expect(changes.find(({ text }) => text === 'План')).toMatchObject({
      unit: 'mean',
      range: [0, 3],
      after: 1,
    })
    expect(changes.find(({ text }) => text === 'Да')).toMatchObject({ unit: 'share', before: 0 })
    // «Нет» nobody has ever said.
    const same = changesOf(wave(1), wave(1), sameItems(wave(1)))
    expect(same.map(({ text }) => text)).toEqual(['Да', 'План'])
    const hidden = resultsOf(form, [reply({ 'hard.plan': 1 })], 5).all
    expect(changesOf(hidden, wave(1), sameItems(hidden))).toEqual([])
  })

  test('of mirrored items pairs what was expected with what came of it', () => {
    const exit: Questionnaire = {
      ...form,
      code: 'exit',
      scores: [],
      questions: [
        {
          ...base,
          code: 'came',
          kind: 'scale',
          text: 'Вышло так',
          steps,
          mirrors: { questionnaire: 'needs', question: 'hard.plan' },
        },
      ],
    }
    const after = tally(exit, [reply({ came: 3 })])
    const [change] = changesOf(wave(1), after, mirroredItems(exit, 'needs'))
    expect(change).toMatchObject({ text: 'Вышло так', before: 1, after: 3 })
  })
})
