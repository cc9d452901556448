import { headerOf, roleOf } from './columns.ts'
import { deadlineLikeness } from './deadline-like.ts'
import { isItem } from './grid.ts'
import { isTopLevel, plainNumber } from './numbering.ts'
import { findPeriod } from './period.ts'
import type { SourceBlock, TableBlock } from './source.ts'

export interface LinesTable {
  /** What stands before the first row. */
  intro: string[]
  table: TableBlock
}

interface Entry {
  text: string
  line: number
}

/**
 * A table that lost its shape, found again in plain lines: cells on lines of their own under
 * headers on lines of their own; columns parted by wide spaces or semicolons; or one row a line
 * with the deadline at its end. Undefined when the lines are none of these.
 */
export function linesTable(blocks: readonly SourceBlock[]): LinesTable | undefined {
  const lines = blocks.flatMap((block): Entry[] =>
    block.kind === 'text'
      ? block.text
          .split('\n')
          .map((text, i) => ({ text: text.trim(), line: (block.line ?? 1) + i }))
      : block.rows.map((row, i) => ({ text: row.join(' ').trim(), line: block.lines?.[i] ?? 0 })),
  )
  const full = lines.filter(({ text }) => text !== '')
  return separated(full) ?? cellPerLine(full) ?? deadlineAtEnd(full)
}

function separated(lines: readonly Entry[]): LinesTable | undefined {
  for (const separator of [/\s{2,}/, /\s*;\s*/]) {
    const at = lines.findIndex(({ text }) => headerOf(text.split(separator)) !== undefined)
    if (at < 0 || lines[at]!.text.split(separator).length < 3) continue
    const body = lines.slice(at)
    const rows = body.map(({ text }) => text.split(separator))
    return built(lines.slice(0, at), rows, body)
  }
  return undefined
}

function cellPerLine(lines: readonly Entry[]): LinesTable | undefined {
  // A title names a «план мероприятий» too, but with its years.
  const isHeader = ({ text }: Entry) => roleOf(text) !== undefined && !/\d/.test(text)
  const at = lines.findIndex((_, i) => {
    const three = lines.slice(i, i + 3)
    return three.every(isHeader) && headerOf(three.map(({ text }) => text)) !== undefined
  })
  if (at < 0) return undefined
  let width = 3
  while (lines[at + width] && isHeader(lines[at + width]!) && width < 12) width++
  const header = lines.slice(at, at + width).map(({ text }) => text)
  const numbered = roleOf(header[0]!) === 'number'
  const rows = [header]
  const starts = [lines[at]!]
  for (const entry of lines.slice(at + width)) {
    const row = rows.at(-1)!
    const begins = numbered ? plainNumber(entry.text) !== undefined : row.length >= width
    if (rows.length === 1 || begins) {
      rows.push([entry.text])
      starts.push(entry)
    } else row.push(entry.text)
  }
  return rows.length < 2 ? undefined : built(lines.slice(0, at), rows, starts)
}

const HEADER = ['№', 'Мероприятие', 'Срок', 'Ответственные']

function deadlineAtEnd(lines: readonly Entry[]): LinesTable | undefined {
  const marked = lines.filter(({ text }) => isItem(text)).length
  const items: Entry[] = []
  const intro: Entry[] = []
  for (const entry of lines) {
    const open = items.at(-1)
    const dated = marked >= 3 ? isItem(entry.text) : tail(entry.text) !== undefined
    const begins = dated && !(open === undefined && isTitle(entry.text))
    if (begins) items.push({ ...entry })
    else if (open === undefined) intro.push(entry)
    else if (tail(open.text) === undefined || /^\p{Ll}/u.test(entry.text))
      open.text += ` ${entry.text}`
    else items.push({ ...entry })
  }
  const rows = items.map(({ text }) => rowOfLine(text))
  const dated = rows.filter((row) => row[2] !== '').length
  if (dated < 3 || dated < rows.length / 2) return undefined
  return built(intro, [HEADER, ...rows], [{ text: '', line: 0 }, ...items])
}

/** «Дорожная карта … на 2026-2027 учебный год» ends with a date as its rows do, but names no number. */
const isTitle = (text: string): boolean =>
  /дорожн\S*\s+карт|^план(?!\p{L})/iu.test(text) && !isItem(text) && findPeriod(text) !== undefined

function rowOfLine(line: string): string[] {
  const [, number = '', rest = line] = /^(\d{1,3}(?:\.\d{1,3})*[.)]?)\s+(.*)$/s.exec(line) ?? []
  const found = tail(rest)
  if (found === undefined) return [number, rest, '', '']
  if (number !== '' && isTopLevel(number.replace(/[.)]$/, '')) && found.activity === '')
    return [number, rest, '', '']
  return [number, found.activity, found.phrase, found.responsible]
}

const OPENER =
  /^(до|не|к|с|со|в|во|на|по|каждый|каждую|ежегодно|ежемесячно|ежеквартально|еженедельно|ежедневно|постоянно|весь|раз|\d|[ivx]+$|январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)/

/** The deadline at the end of a line, what stands before it, and who is named after it. */
function tail(line: string): { activity: string; phrase: string; responsible: string } | undefined {
  const [, main = line, brackets = ''] = /^(.*?)\s*[([]([^()[\]]+)[)\]]\.?$/s.exec(line) ?? []
  const [before, after] = main.split(/\s+[–—-]\s+(?=[^–—]*$)/)
  if (after !== undefined && deadlineLikeness(before!) < 0.5) {
    const [phrase = '', ...who] = after.split(/[,;]\s*(?=\p{L})/u)
    if (isPhrase(phrase))
      return {
        activity: before!,
        phrase,
        responsible: [...who, brackets].filter(Boolean).join(', '),
      }
  }
  const words = main.replace(/[.;]$/, '').split(/\s+/)
  for (let i = 1; i < words.length; i++) {
    const phrase = words.slice(i).join(' ')
    if (!isPhrase(phrase)) continue
    const activity = words
      .slice(0, i)
      .join(' ')
      .replace(/[\s,:–—-]+$/, '')
    return { activity, phrase, responsible: brackets }
  }
  return undefined
}

function isPhrase(text: string): boolean {
  return OPENER.test(text.toLowerCase()) && deadlineLikeness(text) === 1
}

function built(intro: readonly Entry[], rows: string[][], starts: readonly Entry[]): LinesTable {
  const table: TableBlock = { kind: 'table', rows, lines: starts.map(({ line }) => line) }
  return { intro: intro.map(({ text }) => text), table }
}
