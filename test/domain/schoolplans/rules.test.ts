import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  approvals,
  type ComparedRow,
  differences,
  isUnsent,
  matchRows,
  type PlanAct,
  stepped,
} from '../../../src/domain/schoolplans/rules.ts'

const acts: PlanAct[] = ['begin', 'anew', 'load', 'submit', 'withdraw', 'return', 'approve']

const row = (id: number, more: Partial<ComparedRow> = {}): ComparedRow => ({
  id,
  number: String(id),
  title: `Мероприятие ${id}`,
  phrase: '',
  deadline: 'до 1 октября 2023 года',
  responsible: ['Руководители ОО'],
  result: '',
  cancelled: null,
  optional: false,
  templateRowId: null,
  ...more,
})

describe('the way of a plan to approval', () => {
  test('leads through known states only; approved is the end, and only the coordinator leads there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (walk) => {
        let state: (typeof approvals)[number] = 'sent'
        let submitted = false
        for (const act of walk) {
          const next = stepped(state, act)
          if (next === null) continue
          expect(approvals).toContain(next)
          expect(state).not.toBe('approved')
          if (act === 'submit') submitted = true
          if (next === 'approved')
            expect([act, state, submitted]).toEqual(['approve', 'waiting', true])
          state = next
        }
      }),
    )
  })

  test('a second tap of the same act never leads anywhere else, but for making it anew', () => {
    for (const state of approvals)
      for (const act of acts) {
        const next = stepped(state, act)
        if (next === null) continue
        const again = stepped(next, act)
        expect(again === null || again === next).toBe(true)
      }
  })

  test('every plan that is not sent can be sent once it is begun, and taken back', () => {
    for (const state of approvals.filter(isUnsent)) {
      const begun = stepped(state, 'begin') ?? state
      expect(stepped(begun, 'submit')).toBe('waiting')
    }
    expect(stepped('waiting', 'withdraw')).toBe('adapting')
  })
})

describe('what a school has made of a road map', () => {
  test('is told apart: kept, changed, added, left out, and missing though obligatory', () => {
    const template = [
      row(1),
      row(2),
      row(3, { optional: true }),
      row(4),
      row(5, { optional: true }),
    ]
    const plan = [
      row(11, { title: 'Мероприятие 1', templateRowId: 1 }),
      row(12, {
        title: 'Мероприятие 2',
        templateRowId: 2,
        deadline: 'до 20 сентября 2023 года',
        responsible: ['Директор', 'Иванова А.А.'],
      }),
      row(13, { templateRowId: 3, cancelled: 'нет сил' }),
      row(14, { title: 'Совет наставников' }),
      row(15, { title: 'Передумали', cancelled: 'не нужно' }),
    ]
    const found = differences(template, plan)
    expect(found.same).toBe(1)
    expect(found.changed).toMatchObject([
      {
        row: { id: 12 },
        fields: [
          { field: 'deadline', from: 'до 1 октября 2023 года', to: 'до 20 сентября 2023 года' },
          { field: 'responsible', from: 'Руководители ОО', to: 'Директор; Иванова А.А.' },
        ],
      },
    ])
    expect(found.added.map(({ id }) => id)).toEqual([14])
    expect(found.leftOut.map(({ id }) => id)).toEqual([3, 5])
    expect(found.missing.map(({ id }) => id)).toEqual([4])
  })

  test('rows of its own plan are matched by title, each once, the same number first', () => {
    const template = [
      row(1, { title: 'Собрать отчёты' }),
      row(2, { title: 'Собрать отчёты' }),
      row(3),
    ]
    const plan = [
      row(7, { number: '2', title: '«Собрать  отчеты»' }),
      row(8, { number: '9', title: 'собрать отчёты.' }),
      row(9, { number: '3', title: 'Другое' }),
    ]
    expect([...matchRows(template, plan)].sort()).toEqual([
      [1, 8],
      [2, 7],
    ])
  })

  test('every row of the template is in exactly one of the lists', () => {
    const rows = fc.array(
      fc.record({
        optional: fc.boolean(),
        fate: fc.constantFrom('same', 'changed', 'out', 'none'),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(rows, (all) => {
        const template = all.map(({ optional }, i) => row(i + 1, { optional }))
        const plan = all.flatMap(({ fate }, i) =>
          fate === 'none'
            ? []
            : [
                row(100 + i, {
                  title: template[i]!.title,
                  templateRowId: i + 1,
                  ...(fate === 'changed' ? { result: 'отчёт' } : {}),
                  ...(fate === 'out' ? { cancelled: 'нет' } : {}),
                }),
              ],
        )
        const { same, changed, leftOut, missing } = differences(template, plan)
        expect(same + changed.length + leftOut.length + missing.length).toBe(all.length)
      }),
    )
  })
})
