import type { SourceBlock } from '../domain/roadmaps/source.ts'
import type { ListPlace, Numbering } from './docx-numbering.ts'
import { type DocxCell, type DocxRow, docxTable } from './docx-table.ts'
import { readXml } from './xml-events.ts'

/**
 * What is in the file but not in the text that its reader sees: deleted and moved text, field codes,
 * how things were before a change, and what an older processor would show instead.
 */
const UNSEEN = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:sectPrChange',
  'mc:Fallback',
])

const SIGNS: { readonly [name: string]: string } = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:softHyphen': '\u00ad',
}

interface OpenParagraph {
  text: string
  style: string | undefined
  place: Partial<ListPlace>
}

interface OpenTable {
  rows: DocxRow[]
  row: DocxRow | undefined
  cell: DocxCell | undefined
  gone: boolean
}

/** The main part of a .docx (or its footnotes) → paragraphs and tables, in their order. */
export function docxBlocks(xml: Buffer, numbering: Numbering): SourceBlock[] {
  const reading = new Reading(numbering)
  readXml(xml, reading)
  return reading.blocks
}

class Reading {
  readonly blocks: SourceBlock[] = []
  readonly #numbering: Numbering
  readonly #tables: OpenTable[] = []
  readonly #paragraphs: OpenParagraph[] = []
  /** The element whose inside is not seen, and how deep in it we are. */
  #unseen = 0
  #inText = false

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#unseen > 0 || UNSEEN.has(name)) {
      // A row that a tracked change deletes is marked in its properties.
      if (name === 'w:del' && this.#unseen === 0 && this.#rowProperties) this.#table!.gone = true
      this.#unseen++
      return
    }
    const value = attributes['w:val'] ?? ''
    const paragraph = this.#paragraphs.at(-1)
    const table = this.#table
    switch (name) {
      case 'w:p':
        this.#paragraphs.push({ text: '', style: undefined, place: {} })
        break
      case 'w:pStyle':
        if (paragraph) paragraph.style = value
        break
      case 'w:numId':
        if (paragraph) paragraph.place.list = value
        break
      case 'w:ilvl':
        if (paragraph) paragraph.place.level = Number(value)
        break
      case 'w:t':
      case 'm:t':
        this.#inText = true
        break
      case 'w:tabs':
        // Where the tabulators stand is no tabulator.
        this.#unseen = 1
        break
      case 'w:tbl':
        this.#tables.push({ rows: [], row: undefined, cell: undefined, gone: false })
        break
      case 'w:tr':
        if (table) table.row = { before: 0, cells: [] }
        break
      case 'w:trPr':
        this.#rowProperties = true
        break
      case 'w:gridBefore':
        if (table?.row) table.row.before = Number(value) || 0
        break
      case 'w:tc':
        if (table) table.cell = { lines: [], columns: 1, goesOn: false }
        break
      case 'w:gridSpan':
        if (table?.cell) table.cell.columns = Number(value) || 1
        break
      case 'w:vMerge':
        if (table?.cell) table.cell.goesOn = value !== 'restart'
        break
      default:
        if (paragraph && name in SIGNS) paragraph.text += SIGNS[name]
    }
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (this.#inText && this.#unseen === 0 && paragraph) paragraph.text += text
  }

  close(name: string): void {
    if (this.#unseen > 0) {
      this.#unseen--
      return
    }
    const table = this.#table
    switch (name) {
      case 'w:t':
      case 'm:t':
        this.#inText = false
        break
      case 'w:p':
        this.#endParagraph(this.#paragraphs.pop())
        break
      case 'w:trPr':
        this.#rowProperties = false
        break
      case 'w:tc':
        if (table?.cell) table.row?.cells.push(table.cell)
        if (table) table.cell = undefined
        break
      case 'w:tr':
        if (table?.row && !table.gone) table.rows.push(table.row)
        if (table) Object.assign(table, { row: undefined, gone: false })
        break
      case 'w:tbl':
        this.#endTable(this.#tables.pop())
    }
  }

  #rowProperties = false

  get #table(): OpenTable | undefined {
    return this.#tables.at(-1)
  }

  #endParagraph(paragraph: OpenParagraph | undefined): void {
    if (!paragraph) return
    const lines = this.#lines(paragraph)
    // The text of a frame belongs to the paragraph that holds it.
    const around = this.#paragraphs.at(-1)
    const cell = this.#table?.cell
    if (around) around.text += `\n${lines.join('\n')}\n`
    else if (cell) cell.lines.push(...lines)
    else if (lines.length > 0) this.blocks.push({ kind: 'text', text: lines.join('\n') })
  }

  #lines({ text, style, place }: OpenParagraph): string[] {
    const own = style === undefined ? undefined : this.#numbering.ofStyle(style)
    const list = place.list ?? own?.list
    const level = place.level ?? own?.level ?? 0
    const number = list === undefined || list === '0' ? '' : this.#numbering.next({ list, level })
    return `${number} ${text}`
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }

  #endTable(table: OpenTable | undefined): void {
    if (!table) return
    // A table within a cell becomes lines of it: nothing is lost, only its shape.
    const cell = this.#table?.cell
    const around = this.#paragraphs.at(-1)
    const lines = () => table.rows.flatMap((row) => row.cells.flatMap((one) => one.lines))
    if (around) around.text += `\n${lines().join('\n')}\n`
    else if (cell) cell.lines.push(...lines())
    else if (table.rows.length > 0) this.blocks.push(docxTable(table.rows))
  }
}
