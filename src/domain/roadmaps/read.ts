import { DomainError } from '../shared/errors.ts'
import { type Period, readDeadline } from './deadlines/index.ts'
import type { DraftDoubt, RoadMapDraft } from './draft.ts'
import { draftRows } from './draft-rows.ts'
import { type GridRow, gridRows, oneLine } from './grid.ts'
import { linesTable } from './lines.ts'
import { missingNumbers } from './numbering.ts'
import { findPeriod, yearsMentioned } from './period.ts'
import { phraseOf, type RawRow } from './raw-row.ts'
import { sectionAbove, sectionRow } from './sections.ts'
import type { SourceBlock, SourceDocument, TableBlock } from './source.ts'
import { findHeader, guessColumns, type Header } from './table-header.ts'
import { tableRows } from './table-rows.ts'
import { findTitle } from './title.ts'

/**
 * A document → the draft of a road map: title, period, every row with what its deadline means, and
 * what is doubtful. Nothing is repaired silently and no row is dropped: what was put together,
 * guessed or left out is a doubt.
 * Throws DomainError('road-map-no-table') when there is nothing like a road map in it.
 */
export function readRoadMap(doc: SourceDocument): RoadMapDraft {
  const found = readTables(doc.blocks)
  if (found.raw.length === 0) throw new DomainError('road-map-no-table')
  const doubts = found.doubts
  const title = findTitle(found.intro)
  const period = findPeriod(title) ?? findPeriod(found.intro.join('\n'))
  const span = period?.period ?? yearsMentioned(found.raw.map(phraseOf))
  if (period === undefined)
    doubts.push({ code: 'no-period', args: span ? { start: span.start, end: span.end } : {} })
  if (period?.twoYears) doubts.push({ code: 'two-years', args: { ...period.period } })
  const { rows, doubts: doubtsOfRows } = draftRows(found.raw, span)
  if (rows.length === 0) throw new DomainError('road-map-no-table')
  if (!found.raw.some(hasDeadlineColumn)) doubts.push({ code: 'no-deadline-column', args: {} })
  if (doc.pictures?.length) doubts.push({ code: 'pages-unread', args: pagesUnread(doc.pictures) })
  for (const gap of missingNumbers(rows.map(({ printed }) => printed.replace(/\.$/, ''))))
    doubts.push({ code: 'numbers-missing', args: gap })
  return { title, period: period?.period ?? null, rows, doubts: [...doubts, ...doubtsOfRows] }
}

/** The same draft for another period, once the person has said which: all deadlines are read anew. */
export function withPeriod(draft: RoadMapDraft, period: Period): RoadMapDraft {
  return {
    ...draft,
    period,
    rows: draft.rows.map((row) => ({ ...row, deadline: readDeadline(row.phrase, period) })),
    doubts: draft.doubts.filter(({ code }) => code !== 'no-period' && code !== 'two-years'),
  }
}

interface Found {
  intro: string[]
  raw: RawRow[]
  doubts: DraftDoubt[]
  /** A heading that stands over the next table. */
  section?: string
}

function readTables(blocks: readonly SourceBlock[]): Found {
  const found: Found = { intro: [], raw: [], doubts: [] }
  const known = blocks.some((block) => block.kind === 'table' && findHeader(gridRows(block)))
  let header: Header | undefined
  for (const block of blocks) {
    if (block.kind === 'text') {
      const text = withoutSection(block.text, found)
      if (text === '') continue
      if (header === undefined) found.intro.push(text)
      else found.doubts.push({ code: 'text-skipped', args: { text: short(text) } })
      continue
    }
    header = readTable(block, known, header, found) ?? header
  }
  skipSection(found)
  return found.raw.length > 0 ? found : readLines(blocks)
}

/** Takes the heading at the end of a text for the section of the table that follows; the rest is left. */
function withoutSection(text: string, found: Found): string {
  skipSection(found)
  const lines = text.trimEnd().split('\n')
  const section = sectionAbove(lines.at(-1)!)
  if (section === undefined) return text
  found.section = section
  return lines.slice(0, -1).join('\n').trim()
}

/** A heading that no table came after. */
function skipSection(found: Found): void {
  if (found.section === undefined) return
  found.doubts.push({ code: 'text-skipped', args: { text: short(found.section) } })
  delete found.section
}

/** Reads one table into `found`; a table without a header goes on with the columns of the last. */
function readTable(
  block: TableBlock,
  known: boolean,
  last: Header | undefined,
  found: Found,
): Header | undefined {
  const grid = gridRows(block)
  const own = findHeader(grid)
  const width = Math.max(0, ...grid.map((row) => row.own.length))
  const same = last !== undefined && Math.abs(width - last.columns.length) <= 1
  const inherited = same ? { columns: last.columns, at: -1, next: 0 } : undefined
  const guessed = known ? undefined : guessColumns(grid)
  const header = own ?? inherited ?? (guessed && { columns: guessed, at: -1, next: 0 })
  if (header === undefined) {
    skipSection(found)
    const text = grid.map((row) => row.own.filter(Boolean).join(' ')).join('\n')
    if (last === undefined) found.intro.push(text)
    else
      found.doubts.push({ code: 'table-skipped', args: { text: short(text), rows: grid.length } })
    return undefined
  }
  if (own === undefined && inherited === undefined)
    found.doubts.push({ code: 'no-header', args: {} })
  const before = grid
    .slice(0, Math.max(0, header.at))
    .map((row) => row.own.filter(Boolean).join(' '))
  const over = before.at(-1)
  if (over !== undefined && sectionAbove(over) !== undefined) {
    skipSection(found)
    found.section = sectionAbove(before.pop()!)!
  }
  found.intro.push(...before)
  addRows(grid, header, found)
  return header
}

function addRows(grid: readonly GridRow[], header: Header, found: Found): void {
  const { rows, rest } = tableRows(grid, header)
  if (found.section !== undefined) found.raw.push(sectionRow(found.section, header.columns))
  delete found.section
  found.raw.push(...rows)
  for (const text of rest) found.doubts.push({ code: 'text-skipped', args: { text: short(text) } })
}

/** A text whose table is lost. */
function readLines(blocks: readonly SourceBlock[]): Found {
  const lines = linesTable(blocks)
  const found: Found = { intro: lines?.intro ?? [], raw: [], doubts: [] }
  if (lines === undefined) return found
  const grid = gridRows(lines.table)
  const header = findHeader(grid)
  if (header === undefined) return found
  addRows(grid, header, found)
  found.doubts.push({ code: 'lines-guessed', args: { rows: found.raw.length } })
  return found
}

function hasDeadlineColumn(row: RawRow): boolean {
  return row.columns.some(({ role }) => role === 'deadline' || role === 'start' || role === 'end')
}

function pagesUnread(pages: readonly number[]): DraftDoubt['args'] {
  return { count: pages.length, pages: short(pages.join(', ')) }
}

function short(text: string): string {
  const line = oneLine(text)
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
