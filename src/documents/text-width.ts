import { printable } from './plan-sheet.ts'

/** Widths of PT Sans in ems, a little generous: what is measured to fit does fit. */
const WIDTHS: readonly [RegExp, number][] = [
  [/[ .,:;'!|ijlIfrt()[\]/·°-]/, 0.32],
  [/[гтзсэ«»"*]/, 0.48],
  [/[жмшщюыфЖМШЩЮЫФWM@№%—…]/, 0.84],
  [/[А-ЯЁA-Z]/, 0.66],
  [/[ -\u04ff\u2013\u2018-\u201d]/, 0.56],
]
const OTHER = 1.05

const known = new Map<string, number>()

function charWidth(char: string): number {
  let ems = known.get(char)
  if (ems === undefined) {
    ems = WIDTHS.find(([kind]) => kind.test(char))?.[1] ?? OTHER
    known.set(char, ems)
  }
  return ems
}

/** About how wide a line is, in pixels. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const char of text) ems += charWidth(char)
  return ems * size
}

/** Breaks a text into at most `most` lines that fit the width; what is left ends in «…». */
export function fitLines(text: string, width: number, size: number, most: number): string[] {
  const words = printable(text).split(/\s+/).filter(Boolean)
  const lines: string[] = []
  while (words.length > 0 && lines.length < most) {
    let line = words.shift()!
    while (words.length > 0 && textWidth(`${line} ${words[0]}`, size) <= width)
      line += ` ${words.shift()}`
    const last = lines.length === most - 1 && words.length > 0
    lines.push(last || textWidth(line, size) > width ? shorten(line, width, size, last) : line)
  }
  return lines
}

function shorten(line: string, width: number, size: number, goesOn: boolean): string {
  if (goesOn && textWidth(`${line}…`, size) <= width) return `${line.replace(/[\s,;:–-]+$/, '')}…`
  let left = width - textWidth('…', size)
  let kept = ''
  for (const char of line) {
    left -= charWidth(char) * size
    if (left < 0) break
    kept += char
  }
  return `${kept.replace(/[\s,;:«(–-]+$/, '')}…`
}
