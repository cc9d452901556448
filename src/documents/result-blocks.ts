import type { Bar, ItemResult } from '../domain/results/rules.ts'
import { gridBlocks } from './grid-block.ts'
import { COLORS, svgRect, svgText } from './picture.ts'
import type { Say } from './plan-sheet.ts'
import { figure, percent } from './result-figures.ts'
import { type Block, BODY, card, RESULT_COLORS, textBlock } from './result-page.ts'
import { fitLines, textWidth } from './text-width.ts'

const LABEL = 26
const SHARE = 150

/** The blocks of results, one a question; rows of a grid share one. */
export function resultBlocks(items: readonly ItemResult[], least: number, say: Say): Block[] {
  const blocks: Block[] = []
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    if (item.grid === null) {
      blocks.push(itemBlock(item, least, say))
      continue
    }
    const rows = [item]
    while (items[i + 1]?.grid === item.grid) rows.push(items[++i]!)
    blocks.push(...gridBlocks(item.grid, rows, least, say))
  }
  return blocks
}

function itemBlock(item: ItemResult, least: number, say: Say): Block {
  const { text, answered, mean, kind } = item
  if (item.hidden) return card(text, say('results-hidden', { least }), nothing)
  if (answered === 0) return card(text, say('results-nothing'), nothing)
  const remark = [
    say('results-answers', { count: answered }),
    mean === null ? '' : say('results-mean', { mean: figure(mean, say) }),
    kind === 'text' ? say('results-in-table') : '',
    kind === 'persons' ? say('results-people-in-table') : '',
  ]
  const body =
    item.bars.length === 0
      ? nothing
      : kind === 'scale' || kind === 'number' || kind === 'date'
        ? columns(item)
        : rows(item)
  return card(text, remark.filter(Boolean).join(' · '), body)
}

const nothing = { height: 0, draw: (): string[] => [] }

/** Horizontal bars: the answer's words above each, its share and number at the end. */
function rows({ bars, answered }: ItemResult) {
  const most = Math.max(...bars.map(({ count }) => count))
  const lines = bars.map(({ label }) => fitLines(label, BODY.width, LABEL, 2))
  const heights = lines.map((own) => own.length * 33 + 44)
  return {
    height: heights.reduce((sum, one) => sum + one, 0) - 10,
    draw: (top: number) => {
      let y = top
      return bars.flatMap((bar, i) => {
        const drawn = textBlock(bar.label, {
          x: BODY.left,
          y: y - 4,
          width: BODY.width,
          size: LABEL,
          most: 2,
        })
        const at = y + lines[i]!.length * 33 + 2
        y += heights[i]!
        return [...drawn.drawn, ...bar_(bar, answered, most, at)]
      })
    },
  }
}

function bar_({ count }: Bar, answered: number, most: number, y: number): string[] {
  const whole = BODY.width - SHARE
  const share = count / answered
  const fill = count === most ? RESULT_COLORS.best : RESULT_COLORS.bar
  return [
    svgRect(BODY.left, y, whole, 24, RESULT_COLORS.track, 'rx="12"'),
    ...(count > 0 ? [svgRect(BODY.left, y, Math.max(24, whole * share), 24, fill, 'rx="12"')] : []),
    svgText(BODY.right, y + 21, `${percent(share)} · ${count}`, {
      size: 25,
      bold: count === most,
      anchor: 'end',
    }),
  ]
}

const COLUMN = { height: 190, gap: 14 }

/** A distribution: columns in the order of the scale, their words below where there is room. */
function columns({ bars, answered, mean, range }: ItemResult) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const width = Math.min(190, (BODY.width - COLUMN.gap * (bars.length - 1)) / bars.length)
  const left = BODY.left + (BODY.width - width * bars.length - COLUMN.gap * (bars.length - 1)) / 2
  const wordy = width >= 120
  const names = bars.map(({ label, value }) => {
    const own = value === null || !wordy ? (value === null ? label : '') : label
    return fitLines(own, width + COLUMN.gap - 8, 21, wordy ? 4 : 1)
  })
  const words = Math.max(...names.map(({ length }) => length)) * 27
  const numbered = bars.some(({ value }) => value !== null)
  const foot = (numbered ? 44 : 8) + words
  return {
    height: 34 + COLUMN.height + foot,
    draw: (y: number) => {
      const base = y + 34 + COLUMN.height
      const drawn = bars.flatMap(({ count, value }, i) => {
        const x = left + i * (width + COLUMN.gap)
        const height = count === 0 ? 5 : Math.max(10, (COLUMN.height * count) / most)
        const fill =
          count === 0
            ? RESULT_COLORS.track
            : count === most
              ? RESULT_COLORS.best
              : RESULT_COLORS.bar
        const middle = x + width / 2
        const share = percent(count / answered)
        return [
          svgRect(x, base - height, width, height, fill, `rx="${Math.min(10, height / 2)}"`),
          svgText(middle, base - height - 10, share, {
            size: textWidth(share, 24) > width + 8 ? 19 : 24,
            bold: count === most,
            anchor: 'middle',
            fill: count === 0 ? COLORS.faint : COLORS.ink,
          }),
          ...(value === null
            ? []
            : [
                svgText(middle, base + 38, String(value), {
                  size: 26,
                  bold: true,
                  anchor: 'middle',
                }),
              ]),
          ...names[i]!.map((line, k) =>
            svgText(middle, base + (numbered ? 66 : 30) + k * 27, line, {
              size: 21,
              anchor: 'middle',
              fill: COLORS.faint,
            }),
          ),
        ]
      })
      return [...drawn, ...meanMark(mean, range, bars, left, width, base)]
    },
  }
}

/** A small triangle below the columns where the mean is. */
function meanMark(
  mean: number | null,
  range: [number, number] | null,
  bars: readonly Bar[],
  left: number,
  width: number,
  base: number,
): string[] {
  if (mean === null || range === null || bars.length < 2 || range[0] === range[1]) return []
  const from = left + width / 2
  const to = left + (width + COLUMN.gap) * (bars.length - 1) + width / 2
  const x = from + ((mean - range[0]) / (range[1] - range[0])) * (to - from)
  return [
    `<path d="M${(x - 9).toFixed(1)} ${base + 15} L${(x + 9).toFixed(1)} ${base + 15} L${x.toFixed(1)} ${base + 3} Z" fill="${COLORS.today}"/>`,
  ]
}
