import type { SourceBlock, TableBlock } from '../domain/roadmaps/source.ts'

export interface Line {
  text: string
  /** From 1. */
  line: number
}

const RULE = /^[\s|:+=-]*-[\s|:+=-]*$/

/** Paragraphs, and tables whose cells are separated by tabs or pipes; empty lines do not end them. */
export function readSeparated(lines: readonly Line[]): SourceBlock[] {
  const blocks: SourceBlock[] = []
  let gap = false
  for (const entry of joinQuoted(lines)) {
    const last = blocks.at(-1)
    const { text, line } = entry
    if (text.trim() === '' && !text.includes('\t')) {
      gap = true
      continue
    }
    const cells = splitCells(text)
    if (cells === undefined) {
      addText(blocks, entry, gap)
    } else if (!RULE.test(text)) {
      const table = last?.kind === 'table' ? last : startTable(blocks)
      if (gap) table.afterGap!.push(table.rows.length)
      table.rows.push(cells)
      table.lines!.push(line)
    }
    gap = false
  }
  return blocks
}

/**
 * A line without separators between the rows of a table belongs to it (a heading, or a cell's
 * wrapped end): it becomes a row of one cell. Before the first table it is text.
 */
function addText(blocks: SourceBlock[], { text, line }: Line, gap: boolean): void {
  const last = blocks.at(-1)
  const clean = text.trim()
  if (last?.kind === 'table') {
    if (gap) last.afterGap!.push(last.rows.length)
    last.rows.push([clean])
    last.lines!.push(line)
  } else if (last?.kind === 'text' && !gap) {
    last.text += `\n${clean}`
  } else {
    blocks.push({ kind: 'text', text: clean, line })
  }
}

function startTable(blocks: SourceBlock[]): TableBlock {
  const table: TableBlock = { kind: 'table', rows: [], lines: [], afterGap: [] }
  blocks.push(table)
  return table
}

function splitCells(text: string): string[] | undefined {
  if (text.includes('\t')) return text.split('\t').map(unquote)
  const pipes = text.split('|').length - 1
  if (pipes < 2 && !/^\s*\||\S \| \S/.test(text)) return undefined
  return text
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replace(/<br\s*\/?>/gi, '\n').trim())
}

const LONGEST_CELL = 40

/** Excel copies a cell with line breaks in quotes: its lines are put together again. */
function joinQuoted(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    const { text, line } = lines[i]!
    let end = i
    let whole = text
    while (isOpen(whole) && end < i + LONGEST_CELL && end + 1 < lines.length)
      whole += `\n${lines[++end]!.text}`
    const closed = !isOpen(whole)
    joined.push({ text: closed ? whole : text, line })
    if (closed) i = end
  }
  return joined
}

/** A cell begins with a quote that is not closed on the line. */
function isOpen(text: string): boolean {
  return /(^|\t)"/.test(text) && text.split('"').length % 2 === 0
}

function unquote(cell: string): string {
  const clean = cell.trim()
  if (!/^"[\s\S]*\n[\s\S]*"$/.test(clean)) return clean
  return clean.slice(1, -1).replaceAll('""', '"').trim()
}
