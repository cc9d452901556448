/** A file or a pasted text as blocks, before anything is understood of it. */
export interface SourceDocument {
  /** File name, for messages only. */
  name: string
  blocks: SourceBlock[]
  /** Pages (from 1) that are pictures without text: nothing of them is in the blocks. */
  pictures?: number[]
}

export type SourceBlock = TextBlock | TableBlock

export interface TextBlock {
  kind: 'text'
  /** One paragraph or several lines; line breaks are kept. */
  text: string
  /** 1-based line of the file where the text begins, where the format has lines. */
  line?: number
}

export interface TableBlock {
  kind: 'table'
  /** Row by row; a cell covered by a merged one is an empty string. Rows may differ in length. */
  rows: string[][]
  /** Cells that stretch over others; spans are at least 1, and one of them more. */
  merged?: MergedCell[]
  /** Where each row stands in the file: a line of text or a row of a sheet, from 1. */
  lines?: number[]
  /** Indexes of rows that follow an empty line: there a page may have torn a row in two. */
  afterGap?: number[]
  /** Indexes of rows that the reader has put together of pieces on two pages. */
  joined?: number[]
  /** Name of the sheet. */
  sheet?: string
}

export interface MergedCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}
