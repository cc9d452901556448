import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readDocument, readPastedText } from '../../src/documents/read-document.ts'
import type { TableBlock } from '../../src/domain/roadmaps/source.ts'

const TSV = '№\tМероприятие\tСрок\n1\tОпросить молодых педагогов\tДо 1 октября 2026\n'

async function tableOf(name: string, bytes: Buffer): Promise<TableBlock> {
  const { blocks } = await readDocument({ name, bytes })
  return blocks.find((block) => block.kind === 'table')!
}

describe('a text', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'cp866', 'koi8-r'])(
    'is read in %s, with and without a byte order mark',
    async (encoding) => {
      for (const addBOM of encoding.startsWith('utf') ? [true, false] : [false]) {
        const table = await tableOf('plan.txt', iconv.encode(TSV, encoding, { addBOM }))
        expect(table.rows[1]).toEqual(['1', 'Опросить молодых педагогов', 'До 1 октября 2026'])
      }
    },
  )

  test('gives its tabs as a table and its paragraphs as texts, with line numbers', () => {
    const { blocks } = readPastedText(`План\nна 2026 год\n\nВступление\n\n${TSV}`)
    expect(blocks[0]).toEqual({ kind: 'text', text: 'План\nна 2026 год', line: 1 })
    expect(blocks[2]).toMatchObject({ kind: 'table', lines: [6, 7] })
  })

  test('keeps a table whole over empty lines and remembers where they were', () => {
    const { blocks } = readPastedText('№\tМероприятие\tСрок\n1\tПервое\tмай\n\n\tконец\t\n')
    expect(blocks).toMatchObject([{ kind: 'table', afterGap: [2] }])
  })

  test('with pipes is a table without its rule', () => {
    const { blocks } = readPastedText(
      '| № | Дело | Срок |\n|---|:---|---|\n| 1 | А | май<br>июнь |',
    )
    expect(blocks).toMatchObject([
      {
        kind: 'table',
        rows: [
          ['№', 'Дело', 'Срок'],
          ['1', 'А', 'май\nиюнь'],
        ],
      },
    ])
  })

  test('with a cell a line and a tab before each cell is a table', () => {
    const text =
      'План\n\n\t№\n\tДело\n\tСрок\n\n\t1.\n\tНачать\nи кончить\n\tмай\n\n\t\n\tЕщё\n\tиюнь\n'
    expect(readPastedText(text).blocks).toEqual([
      { kind: 'text', text: 'План', line: 1 },
      {
        kind: 'table',
        rows: [
          ['№', 'Дело', 'Срок'],
          ['1.', 'Начать\nи кончить', 'май'],
          ['', 'Ещё', 'июнь'],
        ],
        lines: [3, 7, 12],
      },
    ])
  })

  test('copied from a sheet keeps a cell of several lines together', () => {
    const { blocks } = readPastedText('№\tДело\tСрок\n1\t"Начать\nи кончить"\t"май\nиюнь"\n')
    expect(blocks).toMatchObject([
      {
        rows: [
          ['№', 'Дело', 'Срок'],
          ['1', 'Начать\nи кончить', 'май\nиюнь'],
        ],
      },
    ])
  })
})

describe('separated values', () => {
  test.each([';', ',', '\t', '|'])('are read with «%s» between them', async (separator) => {
    const line = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(separator)
    const text = [line(['№', 'Дело', 'Срок']), line(['1', 'А, б; в', 'май'])].join('\r\n')
    const table = await tableOf('plan.csv', iconv.encode(text, 'windows-1251'))
    expect(table.rows).toEqual([
      ['№', 'Дело', 'Срок'],
      ['1', 'А, б; в', 'май'],
    ])
  })

  test('with a title of one cell and a quote that never closes are still read', async () => {
    const text = 'План на 2026 год\n№;Дело;Срок\n1;Школа "Наставник;май\n2;Б;июнь\n'
    const table = await tableOf('plan.csv', Buffer.from(text))
    expect(table.rows).toHaveLength(4)
    expect(table.lines).toEqual([1, 2, 3, 4])
  })
})

test('a table saved as HTML under the name .xls is read', async () => {
  const html =
    '<html><body><table><tr><td rowspan=2>1</td><td>А</td></tr><tr><td>Б</td></tr></table>'
  const table = await tableOf('plan.xls', Buffer.from(html))
  expect(table).toMatchObject({
    rows: [
      ['1', 'А'],
      ['', 'Б'],
    ],
    merged: [{ row: 0, column: 0, rowSpan: 2, columnSpan: 1 }],
  })
})
