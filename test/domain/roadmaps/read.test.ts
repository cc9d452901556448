import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillPlan, sampleDays } from '../../../src/demo/plan.ts'
import { readPastedText } from '../../../src/documents/read-document.ts'
import type { RoadMapDraft } from '../../../src/domain/roadmaps/draft.ts'
import { readRoadMap, withPeriod } from '../../../src/domain/roadmaps/read.ts'
import type { SourceDocument, TableBlock } from '../../../src/domain/roadmaps/source.ts'
import { DomainError } from '../../../src/domain/shared/errors.ts'

const TITLE = { kind: 'text' as const, text: 'План мероприятий на 2025/2026 учебный год' }
const HEADER = ['№', 'Мероприятие', 'Срок', 'Ответственные']

const draftOf = (rows: string[][], more: Partial<TableBlock> = {}): RoadMapDraft =>
  readRoadMap({ name: '', blocks: [TITLE, { kind: 'table', rows, ...more }] })

const pasted = (text: string) => readRoadMap(readPastedText(text))

const brief = (draft: RoadMapDraft) =>
  draft.rows.map((row) => [row.number, row.activity, row.phrase, row.responsible.join(' + ')])

const codes = (draft: RoadMapDraft, i: number) => draft.rows[i]!.doubts.map(({ code }) => code)

describe('columns', () => {
  test('are known by their names in any order', () => {
    const draft = draftOf([
      [
        'Исполнители',
        'Сроки проведения',
        'Ожидаемый результат',
        'Наименование мероприятия',
        '№ п/п',
      ],
      ['РМК', 'Май 2026', 'Справка', 'Обобщить опыт', '1.'],
    ])
    expect(draft.rows[0]).toMatchObject({
      number: '1',
      activity: 'Обобщить опыт',
      phrase: 'Май 2026',
      result: 'Справка',
      responsible: ['РМК'],
    })
  })

  test('are known with Latin letters in their names', () => {
    const draft = draftOf([
      ['№', 'Mероприятие', 'Cрок', 'Oтветственный'],
      ['1', 'Обобщить опыт', 'Май 2026', 'РМК'],
    ])
    expect(brief(draft)).toEqual([['1', 'Обобщить опыт', 'Май 2026', 'РМК']])
  })

  test('of beginning and end make one deadline', () => {
    const draft = draftOf([
      ['№', 'Мероприятие', 'Дата начала', 'Дата окончания', 'Ответственный'],
      ['1', 'Вести журнал', '01.10.2025', '31.05.2026', 'Куратор'],
    ])
    expect(draft.rows[0]!.phrase).toBe('с 01.10.2025 по 31.05.2026')
  })

  test('split by a second header row are told apart', () => {
    const draft = draftOf([
      ['№', 'Мероприятие', 'Сроки', '', 'Информирование', '', 'Ответственные'],
      ['', '', 'начало', 'окончание', 'кого', 'когда', ''],
      ['1', 'Дело', 'октябрь', 'май', 'ИМЦ', 'июнь', 'РМК'],
    ])
    expect(draft.rows[0]).toMatchObject({
      phrase: 'с октябрь по май',
      informWhom: 'ИМЦ',
      informWhen: 'июнь',
      responsible: ['РМК'],
    })
  })

  test('«кого и когда информировать» in one cell is cut where the deadline begins', () => {
    const draft = draftOf([
      ['№', 'Мероприятие', 'Срок', 'Кого и когда информировать'],
      ['1', 'Дело', 'май', 'Управление образования, до 10 июня 2026'],
    ])
    expect(draft.rows[0]).toMatchObject({
      informWhom: 'Управление образования',
      informWhen: 'до 10 июня 2026',
    })
  })

  test('that nothing is known of keep their text', () => {
    const draft = draftOf([
      [...HEADER, 'Примечание'],
      ['1', 'Дело', 'май', 'РМК', 'по согласованию с профсоюзом'],
    ])
    expect(draft.rows[0]!.extra).toEqual([
      { column: 'Примечание', text: 'по согласованию с профсоюзом' },
    ])
  })

  test('without a deadline among them are a doubt about the whole map', () => {
    const draft = draftOf([
      ['№', 'Мероприятие', 'Ответственные'],
      ['1', 'Дело', 'РМК'],
    ])
    expect(draft.doubts.map(({ code }) => code)).toContain('no-deadline-column')
  })

  test('without a header are guessed, and that is a doubt', () => {
    const draft = draftOf([
      ['1', 'Провести опрос молодых педагогов', 'до 1 октября 2025', 'РМК'],
      ['2', 'Обобщить его итоги и сообщить школам', 'ноябрь 2025', 'ИМЦ'],
    ])
    expect(brief(draft)[1]).toEqual([
      '2',
      'Обобщить его итоги и сообщить школам',
      'ноябрь 2025',
      'ИМЦ',
    ])
    expect(draft.doubts.map(({ code }) => code)).toContain('no-header')
  })
})

describe('rows', () => {
  test('under a repeated page header and column numbers are read on', () => {
    const draft = draftOf([
      HEADER,
      ['1', '2', '3', '4'],
      ['1.', 'Раз', 'май', 'РМК'],
      HEADER,
      ['1', '2', '3', '4'],
      ['2.', 'Два', 'июнь', 'РМК'],
    ])
    expect(brief(draft).map(([number]) => number)).toEqual(['1', '2'])
  })

  test('of several tables have the sections that stand over them', () => {
    const text = (text: string) => ({ kind: 'text' as const, text })
    const draft = readRoadMap({
      name: '',
      blocks: [
        TITLE,
        text('Этап 1. Подготовка'),
        { kind: 'table', rows: [HEADER, ['1', 'Раз', 'май', 'РМК']] },
        text('Этап 2. Работа пар'),
        {
          kind: 'table',
          rows: [
            ['Сроки', 'Содержание работы'],
            ['июнь', 'Два'],
          ],
        },
        text('Этап 3. Итоги'),
      ],
    })
    expect(draft.title).toBe(TITLE.text)
    expect(draft.rows.map(({ section, activity }) => [section, activity])).toEqual([
      ['Этап 1. Подготовка', 'Раз'],
      ['Этап 2. Работа пар', 'Два'],
    ])
    expect(draft.doubts).toEqual([{ code: 'text-skipped', args: { text: 'Этап 3. Итоги' } }])
    const rows = [[TITLE.text], ['I. Условия'], HEADER, ['1', 'Раз', 'май', 'РМК']]
    const one = readRoadMap({ name: '', blocks: [{ kind: 'table', rows }] })
    expect([one.title, one.rows[0]!.section]).toEqual([TITLE.text, 'I. Условия'])
  })

  test('of a second table without a header go on with the columns of the first', () => {
    const draft = readRoadMap({
      name: '',
      blocks: [
        TITLE,
        { kind: 'table', rows: [HEADER, ['1', 'Раз', 'май', 'РМК']] },
        { kind: 'table', rows: [['2', 'Два', 'июнь', 'РМК']] },
        { kind: 'text', text: 'Начальник отдела' },
      ],
    })
    expect(draft.rows).toHaveLength(2)
    expect(draft.doubts).toContainEqual({
      code: 'text-skipped',
      args: { text: 'Начальник отдела' },
    })
  })

  test('under a deadline merged over them all have it', () => {
    const draft = draftOf([HEADER, ['1', 'Раз', 'май', 'РМК'], ['2', 'Два', '', '']], {
      merged: [
        { row: 1, column: 2, rowSpan: 2, columnSpan: 1 },
        { row: 1, column: 3, rowSpan: 2, columnSpan: 1 },
      ],
    })
    expect(brief(draft)[1]).toEqual(['2', 'Два', 'май', 'РМК'])
  })

  test('under a heading merged across belong to its section', () => {
    const draft = draftOf([HEADER, ['Нормативная база', '', '', ''], ['1', 'Раз', 'май', 'РМК']], {
      merged: [{ row: 1, column: 0, rowSpan: 1, columnSpan: 4 }],
    })
    expect(draft.rows).toMatchObject([{ number: '1', section: 'Нормативная база' }])
  })

  test('of a numbered stage are numbered within it', () => {
    const draft = draftOf([
      ['№', 'Этап', 'Содержание деятельности', 'Срок'],
      ['1', 'Подготовка', 'Издать приказ', 'май'],
      ['', '', 'Собрать кураторов', 'июнь'],
      ['2', 'Работа', 'Вести журнал', 'постоянно'],
    ])
    expect(draft.rows.map(({ number, section }) => [number, section])).toEqual([
      ['1.1', 'Подготовка'],
      ['1.2', 'Подготовка'],
      ['2.1', 'Работа'],
    ])
  })

  test('torn by a page are put together and say so', () => {
    const draft = draftOf(
      [
        HEADER,
        ['1', 'Провести опрос', 'Сентябрь', 'Руководители'],
        ['', 'молодых педагогов', '2025', 'ОО'],
      ],
      { afterGap: [2] },
    )
    expect(brief(draft)).toEqual([
      ['1', 'Провести опрос молодых педагогов', 'Сентябрь 2025', 'Руководители ОО'],
    ])
    expect(codes(draft, 0)).toEqual(['joined'])
  })

  test('without number, deadline or responsible stay, each with its doubt', () => {
    const draft = draftOf([
      HEADER,
      ['1', 'Раз', '', 'РМК'],
      ['', 'Провести совещание', 'май', ''],
      ['2', 'Последнее', '', ''],
    ])
    expect(draft.rows.map(({ number }) => number)).toEqual(['1', '1+', '2'])
    expect(codes(draft, 0)).toEqual(['no-deadline'])
    expect(codes(draft, 1)).toEqual(['no-responsible', 'no-number'])
    expect(codes(draft, 2)).toEqual(['cut-off'])
  })

  test('of one number get numbers of their own, and numbers left out are missed', () => {
    const draft = draftOf([
      HEADER,
      ['1.2', 'Раз', 'май', 'РМК'],
      ['1.2', 'Два', 'июнь', 'РМК'],
      ['1.5', 'Три', 'июль', 'РМК'],
    ])
    expect(draft.rows.map(({ number }) => number)).toEqual(['1.2', '1.2 (second)', '1.5'])
    expect(draft.doubts.filter(({ code }) => code === 'numbers-missing')).toHaveLength(2)
  })

  test('under Roman headings that number them from 1 again keep their sections apart', () => {
    const draft = draftOf([
      HEADER,
      ['I', 'Подготовка', '', ''],
      ['1', 'Раз', 'май', 'РМК'],
      ['II', 'Работа', '', ''],
      ['1', 'Два', 'июнь', 'РМК'],
    ])
    expect(draft.rows.map(({ number, section }) => [number, section])).toEqual([
      ['1', 'I Подготовка'],
      ['II.1', 'II Работа'],
    ])
  })

  test('end where a signature begins, and the signature is told of', () => {
    const draft = pasted('План на 2026 год\n№\tДело\tСрок\n1\tПриказ\tмай\n\nНачальник отдела')
    expect(draft.rows).toHaveLength(1)
    expect(draft.doubts).toEqual([{ code: 'text-skipped', args: { text: 'Начальник отдела' } }])
  })

  test('with one cell too many are fitted where the deadline comes right', () => {
    const draft = draftOf([HEADER, ['1', 'Размещение', 'на сайтах', 'до 1 мая 2026', 'РМК']])
    expect(brief(draft)).toEqual([['1', 'Размещение на сайтах', 'до 1 мая 2026', 'РМК']])
    expect(codes(draft, 0)).toEqual(['torn-cells'])
  })
})

describe('a text whose table is lost', () => {
  test('is read with the deadline at the end of each line', () => {
    const draft = pasted(`План работы на 2026 год
1. Обновить приказ – до 15 мая 2026, РМК
2. Провести семинар для наставников в октябре 2026 года
3. Собрать отзывы участников ежегодно до 1 июня (кураторы ОО)`)
    expect(brief(draft)).toEqual([
      ['1', 'Обновить приказ', 'до 15 мая 2026', 'РМК'],
      ['2', 'Провести семинар для наставников', 'в октябре 2026 года', ''],
      ['3', 'Собрать отзывы участников', 'ежегодно до 1 июня', 'кураторы ОО'],
    ])
    expect(draft.doubts.map(({ code }) => code)).toContain('lines-guessed')
  })

  test('is read with one cell a line under headers of one line', () => {
    const draft = pasted(
      'План на 2026 год\n№\nМероприятие\nСрок\nОтветственные\n1\nОпрос\nмай\nРМК\n2\nИтоги\nиюнь\nИМЦ',
    )
    expect(brief(draft)).toEqual([
      ['1', 'Опрос', 'май', 'РМК'],
      ['2', 'Итоги', 'июнь', 'ИМЦ'],
    ])
  })

  test('is read with wide spaces between its columns', () => {
    const draft = pasted(
      '№   Мероприятие      Срок   Ответственные\n1   Провести опрос   май    РМК',
    )
    expect(brief(draft)).toEqual([['1', 'Провести опрос', 'май', 'РМК']])
  })

  test('is refused when there is no plan in it', () => {
    expect(() => pasted('Здравствуйте!\nКогда будет семинар?')).toThrow(DomainError)
  })
})

test('a map without a period asks for it, and is read anew with the answer', () => {
  const draft = readRoadMap({
    name: '',
    blocks: [{ kind: 'table', rows: [HEADER, ['1', 'Дело', 'до 1 мая 2026', 'РМК']] }],
  })
  expect(draft.period).toBeNull()
  expect(draft.doubts).toEqual([
    { code: 'no-period', args: { start: '2026-01-01', end: '2026-12-31' } },
  ])
  const period = { start: '2025-09-01', end: '2026-08-31' }
  expect(withPeriod(draft, period)).toMatchObject({ period, doubts: [] })
})

test('the sample road map of the demo is read whole', () => {
  const template = readFileSync(join(import.meta.dirname, '../../../src/demo/road-map.txt'), 'utf8')
  const now = { day: '2026-11-23', time: '12:00' }
  const draft = pasted(fillPlan(template, now.day, sampleDays(now, '09:00')))
  expect(draft.period).toEqual({ start: '2025-01-01', end: '2028-12-31' })
  expect(draft.rows).toHaveLength(24)
  expect(draft.doubts).toEqual([])
  expect(draft.rows.flatMap(({ doubts }) => doubts)).toEqual([])
})

const word = fc.constantFrom(
  'Опрос',
  'приказа',
  'май',
  'до 1 мая',
  '1.',
  '2.3',
  'ОО',
  'Раздел 2',
  '«И',
  ',',
  'I',
)
const cell = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '))
const row = fc.array(cell, { maxLength: 7 })

test('no word of any table is lost, and nothing but a refusal is thrown', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.array(fc.nat(8)), (rows, afterGap) => {
      // Every word gets a tail of its own, so that it can be looked for.
      let count = 0
      const marked = rows.map((cells) =>
        cells.map((text) => text.replace(/[\p{L}]{3,}/gu, (found) => `${found}ъ${count++}ъ`)),
      )
      const doc: SourceDocument = {
        name: '',
        blocks: [{ kind: 'table', rows: [HEADER, ...marked], afterGap }],
      }
      let draft: RoadMapDraft
      try {
        draft = readRoadMap(doc)
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError)
        return
      }
      const kept = JSON.stringify(draft)
      for (let i = 0; i < count; i++) expect(kept).toContain(`ъ${i}ъ`)
    }),
    { numRuns: 500 },
  )
})

test('a title over lines without a table is no row, though it ends with its years', () => {
  const draft = pasted(
    [
      'Дорожная карта наставничества на 2026-2027 учебный год',
      'Издать приказ о кураторах до 10 сентября 2026',
      'Провести опрос педагогов октябрь 2026',
      'Подвести итоги май 2027',
    ].join('\n'),
  )
  expect(draft.period).toEqual({ start: '2026-09-01', end: '2027-08-31' })
  expect(draft.rows.map(({ activity }) => activity)).toEqual([
    'Издать приказ о кураторах',
    'Провести опрос педагогов',
    'Подвести итоги',
  ])
})
