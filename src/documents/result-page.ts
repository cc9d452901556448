import { COLORS, renderPng, svgPage, svgRect, svgText } from './picture.ts'
import type { MadeFile, Say } from './plan-sheet.ts'
import { fitLines } from './text-width.ts'

/** Pictures of results are read on a phone: one column, large letters, pages not much taller than a screen. */
export const WIDTH = 1080
export const EDGE = 48
export const INNER = WIDTH - 2 * EDGE
const TALLEST = 1700
/** A message carries no more of them. */
const MOST_PAGES = 10
const GAP = 26
const PAD = 30

export const RESULT_COLORS = {
  card: '#f4f6f9',
  track: '#e1e6ee',
  bar: '#4a7fd6',
  best: '#2f62b8',
  before: '#a9b4c4',
} as const

/** A part of a page that is not torn apart. */
export interface Block {
  height: number
  /** @param y where it begins; x runs from EDGE to WIDTH - EDGE */
  draw(y: number): string[]
}

export interface Heading {
  title: string
  about: string
}

/** Lines of text below each other. @returns their SVG and where they end */
export function textBlock(
  text: string,
  look: {
    x?: number
    y: number
    width: number
    size: number
    most: number
    bold?: boolean
    fill?: string
  },
): { drawn: string[]; bottom: number } {
  const { x = EDGE, y, width, size, most, bold = false, fill = COLORS.ink } = look
  const line = Math.round(size * 1.28)
  // Widths are measured generously, so that bold fits, too.
  const lines = fitLines(text, width, size, most)
  return {
    drawn: lines.map((one, i) => svgText(x, y + size + i * line, one, { size, bold, fill })),
    bottom: y + lines.length * line,
  }
}

/** A card with a title, a remark below it, and whatever its body draws. */
export function card(
  title: string,
  remark: string,
  body: { height: number; draw(y: number): string[] },
): Block {
  const x = EDGE
  const width = INNER - 2 * PAD
  const head = (y: number) => {
    const shown = textBlock(title, { x: x + PAD, y, width, size: 31, most: 4, bold: true })
    if (remark === '') return shown
    const more = textBlock(remark, {
      x: x + PAD,
      y: shown.bottom + 4,
      width,
      size: 25,
      most: 2,
      fill: COLORS.faint,
    })
    return { drawn: [...shown.drawn, ...more.drawn], bottom: more.bottom }
  }
  const top = head(PAD - 6).bottom
  const height = top + (body.height > 0 ? 18 + body.height : 0) + PAD
  return {
    height,
    draw: (y) => [
      svgRect(x, y, INNER, height, RESULT_COLORS.card, 'rx="22"'),
      ...head(y + PAD - 6).drawn,
      ...body.draw(y + top + 18),
    ],
  }
}

/** Where the body of a card may draw. */
export const BODY = { left: EDGE + PAD, right: WIDTH - EDGE - PAD, width: INNER - 2 * PAD }

/** Says on the last page that there is more than anybody looks through in a chat. */
function rest(say: Say): Block {
  const look = { width: INNER, size: 28, most: 2 }
  const words = (y: number) => textBlock(say('results-rest'), { ...look, y })
  return { height: words(0).bottom, draw: (y) => words(y).drawn }
}

/** Lays blocks out on as few pages as they need, and renders them. */
export function renderPages(
  heading: Heading,
  blocks: readonly Block[],
  file: (part: number) => string,
  say: Say,
): MadeFile[] {
  const top = headingHeight(heading)
  const pages: Block[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const block of blocks) {
    if (used + GAP + block.height > TALLEST) {
      pages.push([])
      used = top
    }
    pages.at(-1)!.push(block)
    used += GAP + block.height
  }
  const shown = pages.slice(0, MOST_PAGES)
  if (pages.length > shown.length) shown.at(-1)!.push(rest(say))
  return shown.map((page, i) => {
    const part = pages.length > 1 ? say('results-part', { part: i + 1, parts: pages.length }) : ''
    return { name: `${file(i + 1)}.png`, mime: 'image/png', bytes: renderPage(heading, page, part) }
  })
}

function renderPage(heading: Heading, blocks: readonly Block[], part: string): Buffer {
  const drawn = drawHeading(heading, part)
  let y = headingHeight(heading)
  for (const block of blocks) {
    drawn.push(...block.draw(y + GAP))
    y += GAP + block.height
  }
  return renderPng(svgPage(WIDTH, Math.ceil(y + EDGE), drawn))
}

/** The longest «12 из 34» that a page may carry. */
const ANY_PART = '00 из 00'

/** The same on every page, whatever its part is called. */
function headingHeight(heading: Heading): number {
  return headingOf(heading, ANY_PART).bottom
}

function drawHeading(heading: Heading, part: string): string[] {
  return headingOf(heading, part).drawn
}

function headingOf({ title, about }: Heading, part: string) {
  const first = textBlock(title, { y: EDGE - 8, width: INNER, size: 40, most: 3, bold: true })
  const said = [about, part].filter(Boolean).join(' · ')
  const look = { width: INNER, size: 26, most: 2, fill: COLORS.faint }
  const second = textBlock(said, { y: first.bottom + 4, ...look })
  return { drawn: [...first.drawn, ...second.drawn], bottom: second.bottom + 6 }
}
