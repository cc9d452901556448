import type { SourceDocument, TableBlock } from '../../roadmaps/source.ts'
import { folded, keyOf } from './words.ts'

/** A row of a sheet, by the keys of its columns. */
export interface SheetRow<K extends string> {
  /** As Excel counts them. */
  line: number
  cells: { readonly [key in K]: string }
}

/** The table of a sheet by its name; null when the file has none. */
export function sheetOf(document: SourceDocument, name: string): TableBlock | null {
  const found = document.blocks.find(
    (block) => block.kind === 'table' && folded(block.sheet ?? '') === folded(name),
  )
  return found?.kind === 'table' ? found : null
}

/** How far down the headings are looked for: a municipality may have put its arms above them. */
const headingWithin = 10

/**
 * The rows of a sheet below its headings, wherever its columns stand. Rows without a word are left out.
 * @param needed columns without which a row is no row of headings
 * @returns null when no headings were found
 */
export function rowsOf<K extends string>(
  table: TableBlock,
  columns: { readonly [key in K]: string },
  needed: readonly NoInfer<K>[],
): SheetRow<K>[] | null {
  const headings = table.rows.slice(0, headingWithin).map((row) => placesOf(row, columns))
  const at = headings.findIndex((places) => needed.every((key) => places.has(key)))
  const places = headings[at]
  if (!places) return null
  return table.rows.slice(at + 1).flatMap((row, index) => {
    const cells = {} as { [key in K]: string }
    for (const key of Object.keys(columns) as K[]) {
      const place = places.get(key)
      cells[key] = place === undefined ? '' : (row[place] ?? '').trim()
    }
    if (Object.values(cells).every((cell) => cell === '')) return []
    return [{ line: lineOf(table, at + 1 + index), cells }]
  })
}

/** Where a row of the table stands in the sheet. */
export function lineOf(table: TableBlock, row: number): number {
  return table.lines?.[row] ?? row + 1
}

function placesOf<K extends string>(
  row: readonly string[],
  columns: { readonly [key in K]: string },
): Map<K, number> {
  const places = new Map<K, number>()
  row.forEach((cell, place) => {
    const key = keyOf(columns, cell)
    if (key !== undefined && !places.has(key)) places.set(key, place)
  })
  return places
}
