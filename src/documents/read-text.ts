import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { isCellPerLine, readCellPerLine } from './text-cell-per-line.ts'
import { type Line, readSeparated } from './text-separated.ts'

/**
 * A plain text or a text pasted into the chat → paragraphs and tables. Tables are found by tabs,
 * by pipes, or by a tab before each cell that stands on a line of its own (how a table copied
 * from a text processor often looks). What has none of these stays text.
 */
export function readText(text: string): SourceBlock[] {
  const lines: Line[] = text
    .replace(/\r\n?|[\u2028\u2029\v]/g, '\n')
    .replace(/\f/g, '\n\n')
    .split('\n')
    .map((content, i) => ({ text: content, line: i + 1 }))
  return isCellPerLine(lines) ? readCellPerLine(lines) : readSeparated(lines)
}
