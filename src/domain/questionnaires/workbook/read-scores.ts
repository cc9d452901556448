import type { TableBlock } from '../../roadmaps/source.ts'
import type { Score } from '../definition.ts'
import { slug, unused } from '../slug.ts'
import { type Complain, numberIn } from './cells.ts'
import { rowsOf } from './table.ts'
import { scoreColumns } from './words.ts'

/** The sheet «Баллы»: a row a band; a row that names no score belongs to the one above. */
export function readScores(table: TableBlock | null, complain: Complain) {
  const scores: Score[] = []
  const lines: number[] = []
  if (!table) return { scores, lines }
  const rows = rowsOf(table, scoreColumns, ['title', 'of', 'label'])
  if (!rows) {
    complain(0, 'headings-scores')
    return { scores, lines }
  }
  for (const { line, cells } of rows) {
    const last = scores.at(-1)
    const same =
      last &&
      (cells.code === '' ? [last.title, ''].includes(cells.title) : cells.code === last.code)
    if (!same) {
      const taken = new Set(scores.map(({ code }) => code))
      scores.push({
        code: cells.code || unused(slug(cells.title) || 'score', taken),
        title: cells.title,
        of: cells.of.split(/[,;\n]/).flatMap((one) => one.trim() || []),
        bands: [],
      })
      lines.push(line)
    }
    const [from, to] = [cells.from, cells.to].map((cell) =>
      numberIn(cell, (code, args) => complain(line, code, args)),
    )
    if (cells.label === '' && from === undefined && to === undefined) continue
    if (from === undefined || to === undefined) complain(line, 'score-band-empty')
    else scores.at(-1)?.bands.push({ from, to, label: cells.label })
  }
  return { scores, lines }
}
