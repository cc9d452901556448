import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readInWorker } from '../../src/documents/in-worker.ts'
import { readDocument } from '../../src/documents/read-document.ts'
import { UnreadableFile } from '../../src/documents/unreadable.ts'
import { writePlanXlsx } from '../../src/documents/write-plan-xlsx.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'
import type { SourceDocument, TableBlock } from '../../src/domain/roadmaps/source.ts'
import { PLAN, say } from './invented-plan.ts'
import { drawPdf, drawTable, makePdf } from './pdf-made-by-hand.ts'
import { pdfOverPages } from './pdf-over-pages.ts'

const TITLE = 'Дорожная карта наставничества города Приморска на 2026-2027 учебный год'
const HEADER = ['№ п/п', 'Мероприятие', 'Сроки', 'Ответственные', 'Результат']
const WIDTHS = [1, 6, 3, 3, 4]
const ROWS = [
  [
    '1.1',
    'Издать приказ о наставничестве и довести его до сведения всех педагогов школы',
    'до 1 октября 2026 года',
    'Руководители образовательных организаций',
    'Приказ издан',
  ],
  [
    '1.2',
    '1. Провести анкетирование молодых педагогов и их наставников\n2. Обобщить ответы',
    'февраль 2027 года',
    'ИМЦ',
    'Справка об итогах анкетирования',
  ],
  ['1.3', 'Вести журнал консультаций', 'постоянно', 'Кураторы', ''],
]

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

const pdf = (bytes: Buffer) => readDocument({ name: 'plan.pdf', bytes })
const codeOf = (bytes: Buffer) => refusal(pdf(bytes))
const tableOf = (doc: SourceDocument) => {
  const tables = doc.blocks.filter((block) => block.kind === 'table')
  expect(tables).toHaveLength(1)
  return tables[0]!
}
const rowsOf = (doc: SourceDocument) => {
  const { title, period, rows } = readRoadMap(doc)
  return {
    title,
    period,
    rows: rows.map(({ line: _, ...row }) => row),
  }
}

describe.each([
  ['thin rectangles', true],
  ['lines', false],
])('a table with borders of %s', (_, thin) => {
  test('gives its cells, wrapped lines put together and others kept', async () => {
    const bytes = await makePdf([TITLE], { rows: [HEADER, ...ROWS] }, { thin, widths: WIDTHS })
    const doc = await pdf(bytes)
    expect(doc.blocks[0]).toEqual({ kind: 'text', text: TITLE })
    expect(tableOf(doc).rows).toEqual([HEADER, ...ROWS])
  })

  test('runs over pages with page numbers, a running line and a repeated header', async () => {
    const many = Array.from({ length: 90 }, (_, i) => [`1.${i + 1}`, ...ROWS[i % 3]!.slice(1)])
    const rows = [HEADER, ...many]
    rows.splice(50, 0, HEADER)
    const bytes = await makePdf([TITLE], { rows }, { thin, widths: WIDTHS, foot: 'Приморск, стр.' })
    const doc = await pdf(bytes)
    expect(tableOf(doc).rows).toEqual(rows)
    expect(readRoadMap(doc).rows).toHaveLength(90)
  })
})

test('an invented road map gives the same rows as its .xlsx twin', async () => {
  const twin = await readDocument(await writePlanXlsx(PLAN, say))
  const { rows, merged } = twin.blocks[0] as TableBlock
  const body = {
    rows: rows.slice(2),
    merged: merged!.filter((one) => one.row >= 2).map((one) => ({ ...one, row: one.row - 2 })),
  }
  const width = Math.max(...rows.map((row) => row.length))
  body.rows = body.rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''))
  const widths = [3, 12, 5, 6, 7, 5, 5, 6, 6, 5, 5, 6, 6, 6, 6].slice(0, width)
  const bytes = await makePdf([TITLE], body, { widths, size: 5 })
  expect(rowsOf(await pdf(bytes))).toEqual(rowsOf(twin))
  expect(await readInWorker({ name: 'plan.pdf', bytes })).toEqual(await pdf(bytes))
})

test('merged cells are found where borders are missing', async () => {
  const rows = [
    ['№', 'Мероприятие', 'Срок', 'Информирование', ''],
    ['', '', '', 'кого', 'когда'],
    ['1. Подготовка', '', '', '', ''],
    ['1.1', 'Назначить куратора', 'Ежегодно до 1 сентября', 'ИМЦ', 'сентябрь'],
    ['1.2', 'Издать приказ', '', 'ИМЦ', 'октябрь'],
  ]
  const merged = [
    { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
    { row: 0, column: 1, rowSpan: 2, columnSpan: 1 },
    { row: 0, column: 2, rowSpan: 2, columnSpan: 1 },
    { row: 0, column: 3, rowSpan: 1, columnSpan: 2 },
    { row: 2, column: 0, rowSpan: 1, columnSpan: 5 },
    { row: 3, column: 2, rowSpan: 2, columnSpan: 1 },
  ]
  const doc = await pdf(await makePdf([TITLE], { rows, merged }, { widths: [1, 5, 4, 3, 3] }))
  expect(tableOf(doc).rows).toEqual(rows)
  expect(tableOf(doc).merged).toEqual(merged)
  expect(readRoadMap(doc).rows.map(({ phrase }) => phrase)).toEqual([
    'Ежегодно до 1 сентября',
    'Ежегодно до 1 сентября',
  ])
})

test('a row that a page has torn is one row', async () => {
  const cut = [
    [HEADER, ['1.1', 'Издать приказ о работе школ', 'сентябрь 2026 года', 'ИМЦ', 'Приказ']],
    [HEADER, ['', 'Ленинского района', '', '', ''], ['1.2', 'Опрос', 'май 2027 года', 'ИМЦ', '']],
  ]
  const bytes = await drawPdf((doc) => {
    for (const [i, rows] of cut.entries()) {
      if (i > 0) doc.addPage()
      doc.y = 36
      drawTable(doc, { rows }, { widths: WIDTHS })
    }
  })
  expect(tableOf(await pdf(bytes)).rows).toEqual([
    HEADER,
    ['1.1', 'Издать приказ о работе школ Ленинского района', ...cut[0]![1]!.slice(2)],
    cut[1]![2],
  ])
})

describe('rows that pages tear wherever they end', () => {
  const meeting =
    'Провести совещание кураторов по вопросам реализации целевой модели и итогам работы'
  const phrases = [
    '30.11.2026 30.11.2027 30.11.2028 30.11.2029',
    'до 15 октября, до 15 декабря 2026 года',
    'Ежегодно, не позднее 15 числа декабря, июня',
  ]
  const rows = Array.from({ length: 40 }, (_, n) => [
    `${1 + Math.floor(n / 10)}.${1 + (n % 10)}`,
    `${`${meeting} `.repeat(2 + (n % 3))}№ ${n}`,
    phrases[n % phrases.length]!,
    'Руководители образовательных организаций',
    'Приказ, справка, размещение материалов на сайтах организаций',
  ])
  const head = ['№', 'Мероприятие', 'Срок', 'Ответственные', 'Результат']

  test.each([
    { header: true, numbered: true },
    { header: true, numbered: false },
    { header: false, numbered: true },
    { header: false, numbered: false },
  ])('keep every word and day: %o', async ({ header, numbered }) => {
    const from = numbered ? 0 : 1
    const widths = [1, 5, 1.6, 2.4, 2].slice(from)
    const printed = [head, ...rows].map((row) => row.slice(from))
    const doc = await pdf(await pdfOverPages(printed, { widths, header }))
    const read = readRoadMap(doc).rows
    const words = (text: string) => text.replace(/\s+/g, ' ')
    expect(
      read.map(({ activity, phrase, result }) => [words(activity), phrase, words(result)]),
    ).toEqual(rows.map(([, activity, phrase, , result]) => [activity, phrase, result]))
    const joined = read.filter(({ doubts }) => doubts.some(({ code }) => code === 'joined'))
    expect(joined.length, 'rows on two pages are said to be put together').toBeGreaterThan(2)
  })
})

test('a header written upwards is read', async () => {
  const bytes = await drawPdf((doc) => {
    drawTable(
      doc,
      {
        rows: [
          ['', 'Мероприятие', 'Срок'],
          ['1', 'Опрос', 'май'],
        ],
      },
      { size: 20, widths: [1, 6, 3] },
    )
    doc
      .save()
      .rotate(-90, { origin: [50, 70] })
      .fontSize(8)
      .text('№ п/п', 50, 70, { lineBreak: false })
      .restore()
  })
  expect(tableOf(await pdf(bytes)).rows[0]).toEqual(['№ п/п', 'Мероприятие', 'Срок'])
})

test('a table without borders is found by its white space', async () => {
  const bytes = await makePdf(
    [TITLE],
    { rows: [HEADER, ...ROWS] },
    { borders: false, widths: WIDTHS },
  )
  const draft = readRoadMap(await pdf(bytes))
  expect(draft.title).toBe(TITLE)
  expect(
    draft.rows.map(({ number, phrase, responsible }) => [number, phrase, responsible]),
  ).toEqual([
    ['1.1', 'до 1 октября 2026 года', ['Руководители образовательных организаций']],
    ['1.2', 'февраль 2027 года', ['ИМЦ']],
    ['1.3', 'постоянно', ['Кураторы']],
  ])
})

test('a scan is refused: a page of pictures, or of shapes', async () => {
  const drawn = await drawPdf((doc) => doc.rect(50, 50, 300, 300).fill('#888'))
  expect(await codeOf(drawn)).toBe('scan-or-pdf')
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const scan = await drawPdf((doc) => doc.image(Buffer.from(dot, 'base64'), 0, 0, { width: 800 }))
  expect(await codeOf(scan)).toBe('scan-or-pdf')
})

test('a page that is a picture among others is told', async () => {
  const bytes = await drawPdf((doc) => {
    doc.fontSize(14).text(TITLE).moveDown()
    drawTable(doc, { rows: [HEADER, ...ROWS] }, { widths: WIDTHS })
    doc.addPage().rect(50, 50, 300, 300).fill('#888')
    doc.addPage().fill('#000').text(' ')
  })
  expect(readRoadMap(await pdf(bytes)).doubts).toEqual([
    { code: 'pages-unread', args: { count: 1, pages: '2' } },
  ])
})

test('a PDF under a password, a broken one and a long one are refused', async () => {
  const sealed = await makePdf([TITLE], { rows: [HEADER, ...ROWS] }, { password: 'x' })
  expect(await codeOf(sealed)).toBe('encrypted')
  const whole = await makePdf([TITLE], { rows: [HEADER, ...ROWS] })
  expect(await codeOf(whole.subarray(0, 300))).toBe('broken')
  const long = await drawPdf((doc) => {
    for (let i = 0; i < 300; i++) doc.addPage()
  })
  expect(await codeOf(long)).toBe('too-long')
})

/** A page whose content unpacks to so many megabytes of nothing. */
function bomb(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, ' '), { level: 9 })
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
4 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream
`,
    ),
    packed,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ])
}

test('a PDF that unpacks to far more than it weighs is stopped', async () => {
  expect(await codeOf(bomb(1))).toBe('scan-or-pdf')
  const file = { name: 'plan.pdf', bytes: bomb(300) }
  expect(await refusal(readInWorker(file, { megabytes: 80 }))).toBe('zip-bomb')
})
