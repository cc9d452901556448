import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay } from '../../src/domain/shared/read-day.ts'
import type { Question } from '../../src/flows/dialogue.ts'
import {
  commandData,
  interpret,
  readData,
  type Screen,
  screenData,
} from '../../src/flows/screen.ts'

const screen = (question: Partial<Question>): Screen => ({
  step: 5,
  question: { key: 'q', ...question },
  lead: [],
  page: 0,
  ticked: [],
  back: true,
})
const say = (label: { key: string } | { text: string }) =>
  'text' in label ? label.text : label.key
const options = ['Да', 'Нет', 'Затрудняюсь ответить'].map((text) => ({ label: { text } }))
const typed = (of: Screen, text: string) => interpret(of, { type: 'text', text }, say)
const pressed = (of: Screen, what: string) => interpret(of, { type: 'button', what }, say)

describe('a choice', () => {
  test('takes a button, the words on it in any case, or its number', () => {
    for (const meaning of [
      pressed(screen({ options }), 'o2'),
      typed(screen({ options }), 'затрудняюсь ОТВЕТИТЬ'),
      typed(screen({ options }), '3'),
    ])
      expect(meaning).toEqual({ type: 'reply', reply: { type: 'option', index: 2 } })
  })
  test('asks again when something else is typed', () => {
    expect(typed(screen({ options }), 'не знаю')).toMatchObject({
      type: 'problem',
      key: 'dialogue-choose-from-buttons',
    })
    expect(typed(screen({ options }), '0')).toMatchObject({ type: 'problem' })
  })
  test('with numbers of its own takes those, and a word that only one of them has', () => {
    const rows = [
      { label: { text: '4.4 Мониторинг адаптации' }, mark: '4.4' },
      { label: { text: '7.1 Мониторинг кадров' }, mark: '7.1' },
      { label: { text: 'Изменить пожелания' }, apart: true },
    ]
    const chosen = (text: string) => {
      const meaning = typed(screen({ options: rows }), text)
      return meaning.type === 'reply' && meaning.reply.type === 'option'
        ? meaning.reply.index
        : null
    }
    expect(chosen('7.1')).toBe(1)
    expect(chosen('кадров')).toBe(1)
    expect(chosen('мониторинг')).toBeNull()
    expect(chosen('1')).toBeNull()
    expect(chosen('изменить')).toBe(2)
  })
  test('beside a question for a number is taken by its words only', () => {
    const of = screen({ options: options.slice(0, 1), expects: { kind: 'number' } })
    expect(typed(of, '1')).toEqual({ type: 'reply', reply: { type: 'text', text: '1' } })
    expect(typed(of, 'да')).toEqual({ type: 'reply', reply: { type: 'option', index: 0 } })
  })
  test('of several takes a list of numbers or words at once, or none of it', () => {
    const many = { ...screen({ options, many: { least: 2 } }), ticked: [1] }
    for (const text of ['1, 3', '1 и 3', 'да; затрудняюсь', 'Да\nЗатрудняюсь ответить'])
      expect(typed(many, text)).toMatchObject({ type: 'redraw', screen: { ticked: [0, 1, 2] } })
    expect(typed(many, '1, 4')).toMatchObject({ type: 'problem' })
    expect(typed(screen({ options }), '1, 3')).toMatchObject({ type: 'problem' })
  })
  test('of several is ticked and unticked, and needs as many as it says', () => {
    const many = screen({ options, many: { least: 1 } })
    expect(pressed(many, 'ok')).toMatchObject({ type: 'problem', key: 'dialogue-choose-at-least' })
    const ticked = pressed(many, 't2')
    expect(ticked).toMatchObject({ type: 'redraw', screen: { ticked: [2] } })
    const both = ticked.type === 'redraw' ? pressed(ticked.screen, 't0') : ticked
    expect(both).toMatchObject({ type: 'redraw', screen: { ticked: [0, 2] } })
    if (both.type === 'redraw')
      expect(pressed(both.screen, 'ok')).toEqual({
        type: 'reply',
        reply: { type: 'options', indexes: [0, 2] },
      })
  })
})

describe('a free answer', () => {
  test.each([
    [{ kind: 'number', min: 0, max: 60 }, '12,5', '12.5'],
    [{ kind: 'date' }, '1 мая 1999 г.', '1999-05-01'],
    [{ kind: 'date' }, '29.02.2024', '2024-02-29'],
    [{ kind: 'date' }, '1.9.21', '2021-09-01'],
    [{ kind: 'date' }, '1.9.98', '1998-09-01'],
    [{ kind: 'date', rough: true }, '2021', '2021-01-01'],
    [{ kind: 'date', rough: true }, 'в 2021 году', '2021-01-01'],
    [{ kind: 'date', rough: true }, 'сентябрь 2021', '2021-09-01'],
    [{ kind: 'date', rough: true }, '09.2021', '2021-09-01'],
    [{ kind: 'date', min: '2026-10-05', max: '2027-04-03' }, '16 октября', '2026-10-16'],
    [{ kind: 'date', min: '2026-10-05', max: '2027-04-03' }, '01.02', '2027-02-01'],
    [{ kind: 'date', min: '2026-10-05', max: '2027-04-03' }, '1.2.', '2027-02-01'],
    [{ kind: 'text' }, '  Биология ', 'Биология'],
  ] as const)('%o takes %s', (expects, said, text) => {
    expect(typed(screen({ expects }), said)).toEqual({
      type: 'reply',
      reply: { type: 'text', text },
    })
  })
  test.each([
    [{ kind: 'number' }, 'семь', 'dialogue-number-expected'],
    [{ kind: 'number', whole: true }, '1.5', 'dialogue-whole-number-expected'],
    [{ kind: 'number', max: 60 }, '61', 'dialogue-number-at-most'],
    [{ kind: 'date' }, '31.06.2024', 'dialogue-date-expected'],
    [{ kind: 'date' }, '2021', 'dialogue-date-expected'],
    // Nearer than the first day, or twice between them.
    [{ kind: 'date', min: '2026-10-05', max: '2027-04-03' }, '1 мая', 'dialogue-date-expected'],
    [{ kind: 'date', min: '2025-10-05', max: '2027-04-03' }, '1.2', 'dialogue-date-expected'],
    [{ kind: 'date', max: '2020-01-01' }, '02.01.2020', 'dialogue-date-until'],
    [{ kind: 'text', max: 5 }, 'длинно', 'dialogue-text-too-long'],
    [{ kind: 'file' }, 'нет файла', 'dialogue-send-file'],
  ] as const)('%o refuses %s and says why', (expects, said, key) => {
    expect(typed(screen({ expects }), said)).toMatchObject({ type: 'problem', key })
  })
})

test('every day of the calendar is read as it is written in numbers, and no other', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, day] = iso.split('-')
        expect(readDay(`${day}.${month}.${year}`)).toBe(iso)
      },
    ),
  )
  expect(readDay('31 июня 2024')).toBeNull()
  expect(readDay('1 мартобря 2024')).not.toBe('2024-10-01')
})

test('button data is read back as it was made, and nothing else is taken for it', () => {
  expect(readData(screenData(12, 'o3'))).toEqual({ screen: 12, what: 'o3' })
  expect(readData(commandData('done', '123'))).toEqual({ command: 'done', arg: '123' })
  expect(readData(commandData('menu'))).toEqual({ command: 'menu' })
  fc.assert(fc.property(fc.string(), (data) => void readData(data)))
  expect(readData('s:1:o1; DROP TABLE person')).toBeNull()
  expect(() => commandData('done', 'я'.repeat(40))).toThrow(/64 bytes/)
})

test('no gesture of any kind breaks a screen', () => {
  const anything = fc.oneof(
    fc.string().map((text) => ({ type: 'text' as const, text })),
    fc.string().map((what) => ({ type: 'button' as const, what })),
    fc
      .constantFrom('o9', 't9', 'p99', 'ok', 'skip', 'back', 'cancel')
      .map((what) => ({ type: 'button' as const, what })),
  )
  fc.assert(
    fc.property(anything, fc.boolean(), (gesture, many) => {
      const of = screen({ options, ...(many ? { many: { least: 0 } } : {}), skip: many })
      const meaning = interpret(of, gesture, say)
      if (meaning.type === 'reply' && meaning.reply.type === 'option')
        expect(meaning.reply.index).toBeLessThan(3)
    }),
  )
})
