import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import type { PlanSheet } from '../../src/documents/plan-sheet.ts'
import { readDocument } from '../../src/documents/read-document.ts'
import { writePlanDocx } from '../../src/documents/write-plan-docx.ts'
import { writePlanXlsx } from '../../src/documents/write-plan-xlsx.ts'
import { linesOf, table } from '../../src/documents/xlsx-table.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'
import { PLAN, say } from './invented-plan.ts'

const WRITERS = [
  ['.xlsx', writePlanXlsx],
  ['.docx', writePlanDocx],
] as const

describe.each(WRITERS)('a road map written to %s', (extension, write) => {
  test('reads back to the same rows', async () => {
    const file = await write(PLAN, say)
    expect(file.name).toBe(`Дорожная карта на 2027-03-10${extension}`)
    const draft = readRoadMap(await readDocument(file))
    expect(draft.title).toBe(PLAN.title)
    expect(draft.period).toEqual(PLAN.period)
    expect(
      draft.rows.map((row) => ({
        number: row.number,
        section: row.section,
        activity: row.activity,
        phrase: row.phrase,
        responsible: row.responsible,
        result: row.result,
        document: row.document,
        informWhom: row.informWhom,
        informWhen: row.informWhen,
      })),
    ).toEqual(
      PLAN.rows.map(({ understood: _, extra: __, occurrences: ___, ...printed }) => printed),
    )
    expect(draft.rows[0]!.extra).toContainEqual({
      column: 'Финансирование',
      text: 'не требуется',
    })
    expect(draft.doubts).toEqual([])
  })

  test('does not carry the columns of an earlier export over', async () => {
    const once = readRoadMap(await readDocument(await write(PLAN, say)))
    const again: PlanSheet = {
      ...PLAN,
      rows: PLAN.rows.map((row, i) => ({ ...row, extra: once.rows[i]!.extra })),
    }
    const twice = readRoadMap(await readDocument(await write(again, say)))
    expect(twice.rows.map(({ extra }) => extra)).toEqual(once.rows.map(({ extra }) => extra))
  })

  test('takes texts that would be formulas or break the file as they are', async () => {
    const nasty = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\t=1', '\u0001\ud800<&>']
    const rows = nasty.map((activity, i) => ({
      ...PLAN.rows[3]!,
      number: `2.${i + 1}`,
      activity,
    }))
    const draft = readRoadMap(await readDocument(await write({ ...PLAN, rows }, say)))
    expect(draft.rows.map(({ activity }) => activity)).toEqual([
      ...nasty.slice(0, 4),
      '=1',
      '\ufffd<&>',
    ])
  })

  test('may be empty', async () => {
    const file = await write({ ...PLAN, rows: [] }, say)
    expect((await readDocument(file)).blocks.length).toBeGreaterThan(0)
  })
})

test('the .xlsx has no formula, real dates, a repeated header and both sheets', async () => {
  const rows = PLAN.rows.map((row) => ({ ...row, activity: `=${row.activity}`, result: '@a' }))
  const { bytes, mime } = await writePlanXlsx({ ...PLAN, rows }, say)
  expect(mime).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const parts = unzipSync(bytes)
  const xml = (name: string) => Buffer.from(parts[name]!).toString('utf8')
  expect(xml('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
  expect(xml('xl/worksheets/sheet1.xml')).toMatch(/orientation="landscape"/)
  expect(xml('xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles" localSheetId="0">План!\$3:\$3</)
  const book = await readXlsx(bytes, { readStyles: true })
  expect(book.sheets.map(({ name }) => name)).toEqual(['План', 'Отметки'])
  const [plan, marks] = book.sheets
  const head = plan!.rows[2]!
  expect(head.slice(0, 3)).toEqual(['№ п/п', 'Мероприятие', 'Срок'])
  const at = head.indexOf('План')
  expect(plan!.rows[4]!.slice(at, at + 2)).toEqual([
    new Date('2026-10-01T00:00:00Z'),
    new Date('2026-09-01T00:00:00Z'),
  ])
  expect(plan!.rows[5]![at + 3]).toBe('выполнено 4 из 12, просрочено 1')
  expect(plan!.rows[7]![at + 3]).toBe('просрочено')
  expect(marks!.rows).toHaveLength(1 + 4 + 12 + 2)
  expect(marks!.rows[1]).toEqual([
    '1.1',
    '=Издать приказ о наставничестве и довести его до педагогов',
    'Школа № 1',
    new Date('2026-09-01T00:00:00Z'),
    new Date('2026-10-01T00:00:00Z'),
    'выполнено',
    new Date('2026-09-01T00:00:00Z'),
    'Лукина О. А.',
    'Приказ № 14',
  ])
})

test('a row of the .xlsx is as high as its longest text, for programs that grow no row themselves', async () => {
  expect(linesOf('Приказ', 18)).toBe(1)
  expect(linesOf('до 15 сентября 2023 года', 16)).toBe(2)
  expect(linesOf('одно\nдругое', 18)).toBe(2)
  expect(linesOf('я'.repeat(40), 10)).toBe(5)
  const activity = 'Провести встречу наставников города и обсудить итоги '.repeat(5)
  const rows = [{ ...PLAN.rows[0]!, activity }]
  const { bytes } = await writePlanXlsx({ ...PLAN, rows }, say)
  const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString()
  const heights = [...sheet.matchAll(/ ht="([\d.]+)"/g)].map(([, height]) => Number(height))
  expect(Math.max(...heights)).toBeGreaterThan(13 * 8)
})

test('marks that no table holds end with the due up to which they are shown', async () => {
  const [first] = PLAN.rows
  const state = {
    school: 'Школа',
    status: 'planned',
    doneOn: null,
    doneBy: null,
    comment: null,
  } as const
  const occurrences = Array.from({ length: 13 }, (_, i) => ({
    start: `${2027 + i}-01-01`,
    due: `${2027 + i}-02-01`,
    states: Array.from({ length: 5_000 }, () => state),
  }))
  const { bytes } = await writePlanXlsx({ ...PLAN, rows: [{ ...first!, occurrences }] }, say)
  const marks = (await readXlsx(bytes)).sheets[1]!
  expect(marks.rows).toHaveLength(1 + 60_000 + 1)
  expect(marks.rows.at(-1)?.[0]).toContain('показаны сроки до 01.02.2038')
  // A table of 60,000 rows is written and read: seconds of computing, a minute where others compute, too.
}, 120_000)

test('the .docx is landscape and repeats its header row', async () => {
  const { bytes } = await writePlanDocx(PLAN, say)
  const xml = Buffer.from(unzipSync(bytes)['word/document.xml']!).toString('utf8')
  expect(xml).toMatch(/w:orient="landscape"/)
  expect(xml).toMatch(/<w:tblHeader\/>/)
  const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)!
  expect(Number(width)).toBeGreaterThan(Number(height))
})

test('a row is as high as its longest text, so that no program cuts it', () => {
  const page = table('Лист', [
    { header: '№', width: 6, kind: 'text' },
    { header: 'Школа', width: 20, kind: 'text' },
  ])
  page.header()
  page.row(['1', 'Лицей'])
  page.row(['2', 'Средняя общеобразовательная школа № 1 имени Героя'])
  const { rowDefs } = page.done()
  expect(rowDefs?.get(1)).toBeUndefined()
  expect(rowDefs?.get(2)?.height).toBeGreaterThan(40)
})
