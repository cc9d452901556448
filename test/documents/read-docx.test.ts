import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import type { SourceBlock } from '../../src/domain/roadmaps/source.ts'

const NAMES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
].join(' ')

/** A .docx of the parts that matter, as any text processor may write them. */
function docx(body: string, more: { [part: string]: string } = {}): Buffer {
  const encoder = new TextEncoder()
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMES}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(
      Object.entries(more).map(([name, xml]) => [
        `word/${name}`,
        `<w:part ${NAMES}>${xml}</w:part>`,
      ]),
    ),
  }
  return Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(xml)])),
    ),
  )
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (inside: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${inside}</w:p>`
const tc = (inside: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`
const tr = (cells: string, properties = '') =>
  `<w:tr>${properties ? `<w:trPr>${properties}</w:trPr>` : ''}${cells}</w:tr>`
const tbl = (rows: string) => `<w:tbl>${rows}</w:tbl>`

const blocksOf = async (bytes: Buffer): Promise<SourceBlock[]> =>
  (await readDocument({ name: 'plan.docx', bytes })).blocks

const listed = (list: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`

const NUMBERING = `
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1 этап"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="0"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`

test('a list goes on from cell to cell with the numbers that its reader sees', async () => {
  const cell = (text: string, list: string) => tc(p(run(text), list))
  const bytes = docx(
    tbl(
      [
        tr(cell('Условия', listed(1)) + cell('май', '')),
        tr(cell('Приказ', listed(1, 1)) + cell('Издать', listed(2))),
        tr(cell('Куратор', listed(1, 1)) + cell('Назначить', listed(3))),
        tr(cell('Базы', listed(1)) + cell('Собрать', listed(3))),
        tr(cell('Иное', listed(4)) + cell('', '')),
      ].join(''),
    ),
    { 'numbering.xml': NUMBERING },
  )
  expect(await blocksOf(bytes)).toMatchObject([
    {
      rows: [
        ['1. Условия', 'май'],
        ['1.1. Приказ', '· Издать'],
        ['1.2. Куратор', 'II этап Назначить'],
        ['2. Базы', 'III этап Собрать'],
        ['1. Иное', ''],
      ],
    },
  ])
})

test('a list may come from the style of the paragraph, and be taken off it', async () => {
  const styles = `
    <w:style w:styleId="base"><w:pPr>${listed(1)}</w:pPr></w:style>
    <w:style w:styleId="item"><w:basedOn w:val="base"/></w:style>`
  const styled = '<w:pStyle w:val="item"/>'
  const bytes = docx(
    p(run('первый'), styled) +
      p(run('без номера'), `${styled}<w:numPr><w:numId w:val="0"/></w:numPr>`) +
      p(run('второй'), styled),
    { 'numbering.xml': NUMBERING, 'styles.xml': styles },
  )
  expect(await blocksOf(bytes)).toEqual([
    { kind: 'text', text: '1. первый' },
    { kind: 'text', text: 'без номера' },
    { kind: 'text', text: '2. второй' },
  ])
})

test('tracked changes: deleted rows and text are out, inserted and moved ones are in', async () => {
  const bytes = docx(
    tbl(
      tr(tc(p(run('старая строка'))), '<w:del w:id="1"/>') +
        tr(
          tc(
            p(
              `<w:del>${run('май')}</w:del><w:ins>${run('июнь')}</w:ins>` +
                `<w:moveFrom>${run('2025')}</w:moveFrom><w:moveTo>${run(' 2026')}</w:moveTo>`,
            ),
          ),
          '<w:ins w:id="2"/>',
        ),
    ),
  )
  expect(await blocksOf(bytes)).toMatchObject([{ rows: [['июнь 2026']] }])
})

test('the result of a field is read and its code is not; marks of the page are no text', async () => {
  const bytes = docx(
    p(
      `<w:r><w:instrText>DATE</w:instrText></w:r>${run('до')}<w:r><w:tab/></w:r>${run('1 октября')}` +
        `<w:r><w:noBreakHyphen/></w:r>${run('2')}<w:r><w:br/></w:r>${run('и далее')}`,
      '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>',
    ),
  )
  expect(await blocksOf(bytes)).toEqual([{ kind: 'text', text: 'до\t1 октября-2\nи далее' }])
})

test('a text in a frame and a table in a cell are lines of what holds them', async () => {
  const frame = `<w:r><mc:AlternateContent>
    <mc:Choice><w:txbxContent>${p(run('в рамке'))}</w:txbxContent></mc:Choice>
    <mc:Fallback><w:txbxContent>${p(run('в рамке'))}</w:txbxContent></mc:Fallback>
  </mc:AlternateContent></w:r>`
  const inner = tbl(tr(tc(p(run('кто'))) + tc(p(run('когда')))))
  const bytes = docx(tbl(tr(tc(p(run('текст') + frame)) + tc(inner + p(run('после'))))))
  expect(await blocksOf(bytes)).toMatchObject([{ rows: [['текст\nв рамке', 'кто\nкогда\nпосле']] }])
})

test('columns left free before a row and cells merged both ways keep their places', async () => {
  const bytes = docx(
    tbl(
      tr(
        tc(p(run('а')), '<w:vMerge w:val="restart"/>') +
          tc(p(run('б')), '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') +
          tc(p(run('в'))),
      ) +
        tr(
          tc(p(''), '<w:vMerge/>') +
            tc(p(''), '<w:gridSpan w:val="2"/><w:vMerge/>') +
            tc(p(run('г'))),
        ) +
        tr(tc(p(run('д')), ''), '<w:gridBefore w:val="3"/>') +
        tr(tc(p(run('е')), '<w:vMerge/>')),
    ),
  )
  expect(await blocksOf(bytes)).toEqual([
    {
      kind: 'table',
      rows: [['а', 'б', '', 'в'], ['', '', '', 'г'], ['', '', '', 'д'], ['е']],
      merged: [
        { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
        { row: 0, column: 1, rowSpan: 2, columnSpan: 2 },
      ],
    },
  ])
})

test('footnotes come last', async () => {
  const bytes = docx(p(run('до 1 октября')), {
    'footnotes.xml': `<w:footnote w:id="1">${p(run('кроме ДОУ'))}</w:footnote>`,
  })
  expect(await blocksOf(bytes)).toEqual([
    { kind: 'text', text: 'до 1 октября' },
    { kind: 'text', text: 'кроме ДОУ' },
  ])
})

test('a document whose text breaks off is broken, and not half a document', async () => {
  const whole = docx('')
  const half = Buffer.from(
    zipSync({
      '[Content_Types].xml': new TextEncoder().encode('<Types/>'),
      'word/document.xml': new TextEncoder().encode(
        `<w:document ${NAMES}><w:body>${p(run('строка'))}<w:tbl><w:tr>`,
      ),
    }),
  )
  await expect(blocksOf(whole)).rejects.toMatchObject({ code: 'scan-or-pdf' })
  await expect(blocksOf(half)).rejects.toMatchObject({ code: 'broken' })
})
