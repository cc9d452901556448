import type { Bar, ItemResult } from '../domain/results/rules.ts'
import { COLORS, svgRect, svgText } from './picture.ts'
import type { Say } from './plan-sheet.ts'
import { figure, percent } from './result-figures.ts'
import { type Block, BODY, card } from './result-page.ts'
import { fitLines, textWidth } from './text-width.ts'

const LABEL = 26

/** From the lowest mark to the highest: pale to dark. */
const SHADES = ['#d3e1f8', '#a8c5f2', '#759fe3', '#4576cc', '#274f9e', '#16336d'] as const
/** Rows of one card; a longer grid has several. */
const MOST_ROWS = 9
const ROW = { bar: 34, mean: 84 }

export function gridBlocks(
  title: string,
  all: readonly ItemResult[],
  least: number,
  say: Say,
): Block[] {
  const blocks: Block[] = []
  for (let i = 0; i < all.length; i += MOST_ROWS)
    blocks.push(gridBlock(title, all.slice(i, i + MOST_ROWS), least, say))
  return blocks
}

function gridBlock(title: string, items: readonly ItemResult[], least: number, say: Say): Block {
  const steps = items.find(({ bars }) => bars.length > 0)?.bars ?? []
  const shadeOf = (i: number) =>
    SHADES[steps.length < 2 ? 0 : Math.round((i * (SHADES.length - 1)) / (steps.length - 1))]!
  const legend = legendLines(steps)
  const names = items.map(({ text }) => fitLines(text, BODY.width, LABEL, 2))
  const heights = names.map((own) => own.length * 33 + ROW.bar + 22)
  const answered = Math.max(...items.map((item) => item.answered))
  const remark =
    answered > 0 ? say('results-answers', { count: answered }) : say('results-hidden', { least })
  return card(title, remark, {
    height: legend.length * 36 + 12 + heights.reduce((sum, one) => sum + one, 0) - 8,
    draw: (top) => {
      const drawn = legend.flatMap((line, row) =>
        line.flatMap(({ index, text, x }) => [
          svgRect(x, top + row * 36, 24, 24, shadeOf(index), 'rx="6"'),
          svgText(x + 34, top + row * 36 + 21, text, { size: 23, fill: COLORS.faint }),
        ]),
      )
      let y = top + legend.length * 36 + 12
      items.forEach((item, i) => {
        drawn.push(
          ...names[i]!.map((line, k) => svgText(BODY.left, y + 22 + k * 33, line, { size: LABEL })),
        )
        drawn.push(...stack(item, y + names[i]!.length * 33, shadeOf, `${i}`, least, say))
        y += heights[i]!
      })
      return drawn
    },
  })
}

function stack(
  item: ItemResult,
  y: number,
  shadeOf: (i: number) => string,
  id: string,
  least: number,
  say: Say,
): string[] {
  if (item.hidden || item.answered === 0)
    return [
      svgText(
        BODY.left,
        y + 25,
        item.hidden ? say('results-hidden', { least }) : say('results-nothing'),
        { size: 23, fill: COLORS.faint },
      ),
    ]
  const whole = BODY.width - ROW.mean
  const clip = `stack-${Math.round(y)}-${id}`
  const drawn = [
    `<clipPath id="${clip}"><rect x="${BODY.left}" y="${y}" width="${whole}" height="${ROW.bar}" rx="10"/></clipPath><g clip-path="url(#${clip})">`,
  ]
  let x: number = BODY.left
  item.bars.forEach(({ count }, i) => {
    const width = (whole * count) / item.answered
    if (count === 0) return
    drawn.push(svgRect(x, y, width, ROW.bar, shadeOf(i)))
    const label = percent(count / item.answered)
    const dark = SHADES.indexOf(shadeOf(i) as (typeof SHADES)[number]) >= 3
    if (textWidth(label, 21) + 10 <= width)
      drawn.push(
        svgText(x + width / 2, y + 24, label, {
          size: 21,
          anchor: 'middle',
          fill: dark ? COLORS.paper : COLORS.ink,
        }),
      )
    x += width
  })
  drawn.push('</g>')
  if (item.mean !== null)
    drawn.push(
      svgText(BODY.right, y + 26, figure(item.mean, say), { size: 27, bold: true, anchor: 'end' }),
    )
  return drawn
}

/** The steps with their words, laid out in lines. */
function legendLines(steps: readonly Bar[]): { index: number; text: string; x: number }[][] {
  const lines: { index: number; text: string; x: number }[][] = [[]]
  let x: number = BODY.left
  steps.forEach(({ value, label }, index) => {
    const [text = ''] = fitLines(
      [String(value ?? ''), label].filter(Boolean).join(' — '),
      BODY.width - 40,
      23,
      1,
    )
    const width = 34 + textWidth(text, 23) + 30
    if (x + width > BODY.right + 30 && x > BODY.left) {
      lines.push([])
      x = BODY.left
    }
    lines.at(-1)!.push({ index, text, x })
    x += width
  })
  return steps.length === 0 ? [] : lines
}
