import type { Box, PdfText } from './pdf-page.ts'

/** One line as it stands on the page. */
export interface TextLine {
  texts: PdfText[]
  left: number
  right: number
  y: number
  size: number
}

/** Runs of text → lines from top to bottom, each from left to right. */
export function textLines(texts: readonly PdfText[]): TextLine[] {
  const lines: TextLine[] = []
  for (const text of [...texts].sort((a, b) => a.y - b.y)) {
    const line = lines.findLast(
      (one) => Math.abs(one.y - text.y) <= 0.45 * Math.min(one.size, text.size),
    )
    if (line) {
      line.texts.push(text)
      line.left = Math.min(line.left, text.x)
      line.right = Math.max(line.right, text.x + text.width)
      line.size = Math.max(line.size, text.size)
    } else
      lines.push({
        texts: [text],
        left: text.x,
        right: text.x + text.width,
        y: text.y,
        size: text.size,
      })
  }
  for (const line of lines) line.texts.sort((a, b) => a.x - b.x)
  return lines
}

/** The words of a line. @param wide what stands between runs that are far apart */
export function lineText(line: TextLine, wide = ' '): string {
  let text = ''
  let end: number | undefined
  for (const run of line.texts) {
    const gap = end === undefined ? 0 : run.x - end
    const far = gap > 1.5 * run.size
    if (text !== '' && far) text = `${text.trimEnd()}${wide}`
    else if (text !== '' && gap > 0.15 * run.size) text += ' '
    text += run.text
    end = run.x + run.width
  }
  return text.replace(/[\u00a0\t]/g, ' ').trim()
}

const ITEM = /^(\d{1,3}(\.\d{1,3})*[.)]\s|[·•▪‣*–—-]\s)/

/** True when a line begins as an item of a list. */
export function isListItem(line: string): boolean {
  return ITEM.test(line)
}

/**
 * The text of a cell. In a PDF every line ends in the same way, so the room left on it decides: a
 * line goes on when the next word would not have fitted; otherwise its author ended it.
 */
export function cellText(texts: readonly PdfText[], box: Box): string {
  const up = texts.filter(({ reads }) => reads !== 'right').length > texts.length / 2
  const lines = textLines(up ? texts.map(laidFlat) : texts).filter((line) => lineText(line) !== '')
  const room = up ? box.bottom - box.top : box.right - box.left
  const padding = Math.min(
    Math.max(
      2,
      (lines.length > 0 && !up ? Math.min(...lines.map(({ left }) => left)) : 0) - box.left,
    ),
    9,
  )
  const inner = room - 2 * padding
  const steps = lines
    .slice(1)
    .map((line, i) => line.y - lines[i]!.y)
    .sort((a, b) => a - b)
  const step = steps[Math.floor(steps.length / 2)] ?? 0
  return lines.reduce((whole, line, i) => {
    const text = lineText(line)
    const before = lines[i - 1]
    if (before === undefined) return text
    const left = inner - (before.right - before.left)
    const [word = ''] = text.split(' ')
    const width = (word.length / Math.max(1, text.length)) * (line.right - line.left)
    const fits = width + 0.28 * line.size < left - 0.3 * line.size
    const apart = line.y - before.y > 1.5 * step + 1
    if (fits || apart || isListItem(text)) return `${whole}\n${text}`
    return isTornWord(lineText(before), word) ? whole + text : glued(whole, text)
  }, '')
}

/**
 * A word too long for its narrow cell is broken anywhere, without a hyphen. Whether two lines are
 * one word cannot be seen, so only the words that stand in narrow columns are put together.
 */
const NARROW =
  /^(еже(дневно|недельно|месячно|квартально|годно)|постоянно|январ|феврал|сентябр|октябр|ноябр|декабр|ответственн|исполнител|мероприяти|результат|информир|примечани|организаци|руководител|документ)/i

function isTornWord(before: string, word: string): boolean {
  return /^\p{L}+$/u.test(before) && /^\p{Ll}+$/u.test(word) && isNarrow(before, word)
}

function isNarrow(before: string, word: string): boolean {
  const found = NARROW.exec(before + word)
  return found !== null && found[0].length > before.length
}

/** A line and the one it goes on with; a word divided at a hyphen needs no space. */
export function glued(before: string, after: string): string {
  if (before.endsWith('\u00ad')) return before.slice(0, -1) + after
  return /[\p{L}\d][-/]$/u.test(before) && /^[\p{L}\d]/u.test(after)
    ? before + after
    : `${before} ${after}`
}

/** Text written upwards or downwards, turned so that it reads to the right. */
function laidFlat(text: PdfText): PdfText {
  if (text.reads === 'right') return text
  const [x, y] = text.reads === 'up' ? [-text.y, text.x] : [text.y, -text.x]
  return { ...text, x, y }
}
