import {
  DeletedTextRun,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { readInWorker } from '../../src/documents/in-worker.ts'
import { readDocument } from '../../src/documents/read-document.ts'

const cell = (text: string, span: { columnSpan?: number; rowSpan?: number } = {}) =>
  new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), ...span })

async function docx(children: (Paragraph | Table)[]): Promise<Buffer> {
  const numbering = {
    config: [
      {
        reference: 'list',
        levels: [
          { level: 0, format: LevelFormat.DECIMAL, text: '%1.' },
          { level: 1, format: LevelFormat.DECIMAL, text: '%1.%2.' },
        ],
      },
    ],
  }
  return Packer.toBuffer(new Document({ numbering, sections: [{ children }] }))
}

test('a .docx gives its paragraphs, its table and the merged cells', async () => {
  const bytes = await docx([
    new Paragraph('План на 2026 год'),
    new Table({
      rows: [
        new TableRow({ children: [cell('№'), cell('Дело'), cell('Срок')] }),
        new TableRow({ children: [cell('1. Раздел', { columnSpan: 3 })] }),
        new TableRow({
          children: [cell('1.1'), cell('Первое\nи ещё'), cell('май', { rowSpan: 2 })],
        }),
        new TableRow({ children: [cell('1.2'), cell('Второе')] }),
      ],
    }),
  ])
  const { blocks } = await readDocument({ name: 'plan.docx', bytes })
  expect(blocks).toEqual([
    { kind: 'text', text: 'План на 2026 год' },
    {
      kind: 'table',
      rows: [
        ['№', 'Дело', 'Срок'],
        ['1. Раздел', '', ''],
        ['1.1', 'Первое\nи ещё', 'май'],
        ['1.2', 'Второе', ''],
      ],
      merged: [
        { row: 1, column: 0, rowSpan: 1, columnSpan: 3 },
        { row: 2, column: 2, rowSpan: 2, columnSpan: 1 },
      ],
    },
  ])
})

test('a list in a cell keeps its numbers, and deleted text stays out', async () => {
  const item = (text: string) => new Paragraph({ text, numbering: { reference: 'list', level: 0 } })
  const gone = new DeletedTextRun({ id: 1, author: 'А', date: '2026-01-01', text: 'июнь' })
  const bytes = await docx([
    new Table({
      rows: [
        new TableRow({
          children: [
            new TableCell({ children: [item('Приказ'), item('Совещание')] }),
            new TableCell({ children: [new Paragraph({ children: [new TextRun('май'), gone] })] }),
          ],
        }),
      ],
    }),
  ])
  const { blocks } = await readDocument({ name: 'plan.docx', bytes })
  expect(blocks).toMatchObject([{ rows: [['1. Приказ\n2. Совещание', 'май']] }])
})

test('rows that the text processor numbers by itself get the numbers it shows', async () => {
  const auto = (level: number) =>
    new TableCell({ children: [new Paragraph({ numbering: { reference: 'list', level } })] })
  const rows = [0, 1, 1, 0].map((level) => new TableRow({ children: [auto(level), cell('Дело')] }))
  const { blocks } = await readDocument({
    name: 'plan.docx',
    bytes: await docx([new Table({ rows })]),
  })
  expect(blocks).toMatchObject([
    {
      rows: [
        ['1.', 'Дело'],
        ['1.1.', 'Дело'],
        ['1.2.', 'Дело'],
        ['2.', 'Дело'],
      ],
    },
  ])
})

test('a .docx with a macro is read without the macro, under any name', async () => {
  const parts = unzipSync(await docx([new Paragraph('План')]))
  parts['word/vbaProject.bin'] = new Uint8Array(1000).fill(7)
  const bytes = Buffer.from(zipSync(parts))
  const { blocks } = await readDocument({ name: 'plan.txt', bytes })
  expect(blocks).toEqual([{ kind: 'text', text: 'План' }])
})

test('a .docx of pictures alone is a scan', async () => {
  const bytes = await docx([new Paragraph('')])
  await expect(readDocument({ name: 'plan.docx', bytes })).rejects.toMatchObject({
    code: 'scan-or-pdf',
  })
})

test('a .xlsx gives dates and numbers as they are shown, and skips hidden sheets', async () => {
  const day = new Date('2026-09-01')
  const styled = (format: string) => ({ value: day, style: { numFmt: format } })
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'План',
        rows: [
          ['№', 'Дело', 'Срок'],
          ['Раздел', null, null],
          [1.1, 'А', day],
          [null, null, null],
          ['1.10', 'Б', day],
          ['2', 'В', day],
        ],
        cells: new Map([
          ['2,2', styled('dd.mm.yyyy')],
          ['4,2', styled('[$-419]mmmm yyyy;@')],
          ['5,2', styled('d mmm')],
        ]),
        merges: [
          { startRow: 1, startCol: 0, endRow: 1, endCol: 2 },
          { startRow: 2, startCol: 1, endRow: 4, endCol: 1 },
        ],
      },
      { name: 'Списки', hidden: true, rows: [['скрыто']] },
    ],
  })
  const { blocks } = await readDocument({ name: 'plan.xlsx', bytes: Buffer.from(bytes) })
  expect(blocks).toMatchObject([
    {
      sheet: 'План',
      rows: [
        ['№', 'Дело', 'Срок'],
        ['Раздел'],
        ['1.1', 'А', '01.09.2026'],
        [],
        ['1.10', 'Б', 'сентябрь 2026'],
        ['2', 'В', '01.09'],
      ],
      lines: [1, 2, 3, 4, 5, 6],
      merged: [
        { row: 1, column: 0, rowSpan: 1, columnSpan: 3 },
        { row: 2, column: 1, rowSpan: 3, columnSpan: 1 },
      ],
    },
  ])
})

test('a worker reads the same as the process does', async () => {
  const file = { name: 'plan.docx', bytes: await docx([new Paragraph('План')]) }
  expect(await readInWorker(file)).toEqual(await readDocument(file))
})

test('a worker hands a refusal on with its code, and time out is one', async () => {
  const bad = { name: 'plan.docx', bytes: Buffer.from('MZ…') }
  await expect(readInWorker(bad)).rejects.toMatchObject({ code: 'not-what-it-says' })
  const good = { name: 'plan.txt', bytes: Buffer.from('План') }
  await expect(readInWorker(good, { ms: 1 })).rejects.toMatchObject({ code: 'too-slow' })
})
