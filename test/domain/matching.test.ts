import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, freePlaces, rank, type Wishes } from '../../src/domain/matching/rules.ts'
import { isSameSubject, isSameWord, namedIn, subjectsOf } from '../../src/domain/shared/likeness.ts'

const lastNames = ['Рощина', 'Остапов', 'Кедрова', 'Ким', 'Громов']
const firstNames = ['Татьяна', 'Сергей', 'Наталья']
const subjects = [
  'Математика',
  'Физика',
  'Русский язык и литература',
  'История',
  'Начальные классы',
]
const help = ['lessons', 'planning', 'class', 'parents', 'digital']

const candidate = fc.record({
  lastName: fc.constantFrom(...lastNames),
  firstName: fc.constantFrom(...firstNames),
  patronymic: fc.constantFrom('Николаевна', 'Игоревич', null),
  schoolId: fc.constantFrom(1, 2, null),
  subjects: fc.subarray(subjects),
  help: fc.subarray(help),
  places: fc.integer({ min: 0, max: 4 }),
  pairs: fc.integer({ min: 0, max: 5 }),
})
const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(candidate, { maxLength: 12 })
  .map((all) => all.map((one, personId) => ({ ...one, personId })))

const wishes: fc.Arbitrary<Wishes> = fc.record({
  subject: fc.constantFrom('математика', 'по физике', 'русский язык', 'история, математика', ''),
  help: fc.subarray(help),
  rather: fc.constantFrom('', 'с Рощиной', 'Сергей Игоревич'),
  ratherNot: fc.constantFrom('', 'Остапов', 'с Кимом', 'с Кедровой Натальей'),
  school: fc.constantFrom('own' as const, 'other' as const, 'any' as const),
})

const byId = (all: Candidate[], id: number): Candidate => all.find((one) => one.personId === id)!

describe('ranking', () => {
  test('shows everybody with a free place but those the mentee would rather not have, and nobody else', () => {
    fc.assert(
      fc.property(wishes, candidates, (wish, all) => {
        const unwanted = namedIn(wish.ratherNot, all)
        const expected = all.filter((one) => freePlaces(one) > 0 && !unwanted.includes(one))
        const shown = rank(wish, 1, all).map(({ personId }) => personId)
        expect([...shown].sort((a, b) => a - b)).toEqual(expected.map(({ personId }) => personId))
      }),
    )
  })

  test('is the same for any order of the mentors', () => {
    fc.assert(
      fc.property(
        wishes,
        candidates.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        (wish, [all, shuffled]) => {
          expect(rank(wish, 1, shuffled)).toEqual(rank(wish, 1, all))
        },
      ),
    )
  })

  test('goes down in score, and breaks ties by free places', () => {
    fc.assert(
      fc.property(wishes, candidates, (wish, all) => {
        const fits = rank(wish, 1, all)
        for (const [i, fit] of fits.slice(1).entries()) {
          const before = fits[i]!
          expect(before.score).toBeGreaterThanOrEqual(fit.score)
          if (before.score === fit.score)
            expect(freePlaces(byId(all, before.personId))).toBeGreaterThanOrEqual(
              freePlaces(byId(all, fit.personId)),
            )
        }
      }),
    )
  })

  test('gives reasons that are true, the free places among them', () => {
    fc.assert(
      fc.property(wishes, candidates, (wish, all) => {
        for (const { personId, why } of rank(wish, 1, all)) {
          const mentor = byId(all, personId)
          for (const reason of why) {
            if (reason.type === 'help')
              for (const code of reason.help) {
                expect(mentor.help).toContain(code)
                expect(wish.help).toContain(code)
              }
            if (reason.type === 'subject')
              for (const subject of reason.subjects) expect(mentor.subjects).toContain(subject)
            if (reason.type === 'own-school') expect(mentor.schoolId).toBe(1)
            if (reason.type === 'other-school') expect(mentor.schoolId).not.toBe(1)
          }
          expect(why.at(-1)).toEqual({ type: 'places', free: freePlaces(mentor) })
        }
      }),
    )
  })

  test('never puts a mentor lower for offering one more kind of help that is wanted', () => {
    fc.assert(
      fc.property(wishes, candidates, fc.nat(), fc.constantFrom(...help), (wish, all, n, code) => {
        fc.pre(all.length > 0 && wish.help.includes(code))
        const chosen = all[n % all.length]!
        const place = (list: Candidate[]) =>
          rank(wish, 1, list).findIndex(({ personId }) => personId === chosen.personId)
        const better = all.map((one) =>
          one === chosen ? { ...one, help: [...new Set([...one.help, code])] } : one,
        )
        expect(place(better)).toBeLessThanOrEqual(place(all))
      }),
    )
  })

  test('puts the subject before help, and a person who was named before both', () => {
    const base = {
      firstName: 'Анна',
      patronymic: null,
      schoolId: 1,
      subjects: [],
      help: [],
      places: 2,
      pairs: 0,
    }
    const all: Candidate[] = [
      { ...base, personId: 1, lastName: 'Помощникова', help: ['lessons', 'class'] },
      { ...base, personId: 2, lastName: 'Предметова', subjects: ['Математика'] },
      { ...base, personId: 3, lastName: 'Желанная', schoolId: 2 },
    ]
    const wish: Wishes = {
      subject: 'математика',
      help: ['lessons', 'class'],
      rather: 'с Желанной',
      ratherNot: '',
      school: 'any',
    }
    expect(rank(wish, 1, all).map(({ personId }) => personId)).toEqual([3, 2, 1])
  })
})

describe('words as people type them', () => {
  test.each([
    ['математика', 'по математике', true],
    ['русский язык', 'Русский язык и литература', true],
    ['русского языка', 'русский язык', true],
    ['русский язык', 'английский язык', false],
    ['физика', 'физическая культура', false],
    ['химия', 'учитель химии', true],
    ['начальные классы', 'учитель начальных классов', true],
    ['география', 'геометрия', false],
    ['изо', 'ИЗО', true],
    ['', 'математика', false],
  ])('«%s» and «%s» are the same subject: %s', (a, b, same) => {
    expect(isSameSubject(a, b)).toBe(same)
    expect(isSameSubject(b, a)).toBe(same)
  })

  test('the likeness of words has no order', () => {
    const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в', 'г'), maxLength: 9 })
    fc.assert(fc.property(word, word, (a, b) => isSameWord(a, b) === isSameWord(b, a)))
  })

  test('subjects are told apart by commas', () => {
    expect(subjectsOf(' Математика , физика;черчение,, физика')).toEqual([
      'Математика',
      'физика',
      'черчение',
    ])
  })

  const people = [
    { lastName: 'Рощина', firstName: 'Татьяна', patronymic: 'Николаевна' },
    { lastName: 'Рощина', firstName: 'Ольга', patronymic: 'Павловна' },
    { lastName: 'Ким', firstName: 'Виктор', patronymic: null },
    { lastName: 'Кедрова', firstName: 'Алёна', patronymic: 'Юрьевна' },
  ]
  test.each([
    ['с Рощиной Татьяной', ['Татьяна']],
    ['Рощина', ['Татьяна', 'Ольга']],
    ['Татьяна Николаевна', ['Татьяна']],
    ['с Кимом и с Кедровой', ['Виктор', 'Алёна']],
    ['Алена Юрьевна', ['Алёна']],
    ['без разницы', []],
    ['', []],
  ])('«%s» names %j', (text, names) => {
    expect(namedIn(text, people).map(({ firstName }) => firstName)).toEqual(names)
  })
})
