import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'

/** A cell of the invented road map; a span says how many columns or rows it is merged over. */
interface Cell {
  text: string
  across?: number
  down?: number
}

const TITLE = ['Дорожная карта наставничества', 'города Приморска на 2026-2028 годы']
const c = (text: string, down = 1): Cell => ({ text, down })
const across = (text: string, columns: number): Cell => ({ text, across: columns })

/** Two header rows, headings across, deadlines and responsibles merged down, a repeated header. */
const ROWS: Cell[][] = [
  [
    c('№ п/п', 2),
    c('Мероприятие', 2),
    c('Сроки', 2),
    across('Информирование', 2),
    c('Исполнители', 2),
  ],
  [c('кого'), c('когда')],
  [across('1. Условия', 6)],
  [
    c('1.1'),
    c('Издать приказ'),
    c('Ежегодно до 01 сентября', 2),
    c('ИМЦ'),
    c('сентябрь'),
    c('Руководители ОО'),
  ],
  [c('1.2'), c('Назначить куратора'), c('ИМЦ'), c('октябрь'), c('Руководители ОО')],
  [across('2. Работа пар', 6)],
  [c('№ п/п'), c('Мероприятие'), c('Сроки'), across('Информирование', 2), c('Исполнители')],
  [
    c('2.1'),
    c('1. Опросить педагогов\n2. Обобщить ответы'),
    c('Май 2027'),
    c(''),
    c(''),
    c('ИМЦ\nКураторы ОО', 2),
  ],
  [c('2.2'), c('Вести журнал консультаций'), c('постоянно'), c(''), c('')],
]

const EXPECTED = [
  ['1.1', '1. Условия', 'Издать приказ', 'Ежегодно до 01 сентября', 'Руководители ОО', 'сентябрь'],
  [
    '1.2',
    '1. Условия',
    'Назначить куратора',
    'Ежегодно до 01 сентября',
    'Руководители ОО',
    'октябрь',
  ],
  [
    '2.1',
    '2. Работа пар',
    '1. Опросить педагогов\n2. Обобщить ответы',
    'Май 2027',
    'ИМЦ, Кураторы ОО',
    '',
  ],
  ['2.2', '2. Работа пар', 'Вести журнал консультаций', 'постоянно', 'ИМЦ, Кураторы ОО', ''],
]

async function docx(): Promise<Buffer> {
  const cell = ({ text, across, down }: Cell) =>
    new TableCell({
      children: text.split('\n').map((line) => new Paragraph(line)),
      ...(across ? { columnSpan: across } : {}),
      ...(down ? { rowSpan: down } : {}),
    })
  const rows = ROWS.map((row) => new TableRow({ children: row.map(cell) }))
  const children = [...TITLE.map((line) => new Paragraph(line)), new Table({ rows })]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

async function xlsx(): Promise<Buffer> {
  const grid: (string | null)[][] = TITLE.map((line) => [line])
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = []
  const taken = new Set<string>()
  for (const cells of ROWS) {
    const row = grid.length
    grid.push([])
    let column = 0
    for (const { text, across = 1, down = 1 } of cells) {
      while (taken.has(`${row}:${column}`)) column++
      grid[row]![column] = text
      for (let r = row; r < row + down; r++)
        for (let i = column; i < column + across; i++) taken.add(`${r}:${i}`)
      if (across > 1 || down > 1)
        merges.push({
          startRow: row,
          startCol: column,
          endRow: row + down - 1,
          endCol: column + across - 1,
        })
      column += across
    }
  }
  const rows = grid.map((row) => Array.from(row, (cell) => cell ?? null))
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'План', rows, merges }] }))
}

test.each([
  ['.docx', docx],
  ['.xlsx', xlsx],
])('a road map with merged cells is read from %s', async (extension, make) => {
  const draft = readRoadMap(await readDocument({ name: `plan${extension}`, bytes: await make() }))
  expect(draft.title).toBe(TITLE.join(' '))
  expect(draft.period).toEqual({ start: '2026-01-01', end: '2028-12-31' })
  expect(
    draft.rows.map((row) => [
      row.number,
      row.section,
      row.activity,
      row.phrase,
      row.responsible.join(', '),
      row.informWhen,
    ]),
  ).toEqual(EXPECTED)
  expect(draft.doubts).toEqual([])
})
