import type { ResultSheet } from '../domain/results/sheet.ts'
import { COLORS, svgRect, svgText } from './picture.ts'
import type { MadeFile, Say } from './plan-sheet.ts'
import { resultBlocks } from './result-blocks.ts'
import { percent } from './result-figures.ts'
import { aboutResults } from './result-heading.ts'
import { type Block, BODY, card, RESULT_COLORS, renderPages } from './result-page.ts'
import { fitLines } from './text-width.ts'

/** Schools of one card; more of them have several. */
const MOST_SCHOOLS = 14

/** What a campaign has brought, as pictures: a card a question, then how the schools took part. */
export function drawResults(sheet: ResultSheet, say: Say): MadeFile[] {
  const heading = { title: sheet.title, about: aboutResults(sheet, say) }
  const blocks = [...resultBlocks(sheet.items, sheet.least, say), ...schoolBlocks(sheet, say)]
  return renderPages(heading, blocks, (part) => say('results-file', { part }), say)
}

function schoolBlocks({ schools }: ResultSheet, say: Say): Block[] {
  if (schools.length < 2) return []
  const parts = Math.ceil(schools.length / MOST_SCHOOLS)
  const size = Math.ceil(schools.length / parts)
  return Array.from({ length: parts }, (_, i) => {
    const shown = schools.slice(i * size, (i + 1) * size)
    const names = shown.map(({ school }) => fitLines(school, BODY.width, 26, 2))
    const heights = names.map((lines) => lines.length * 33 + 52)
    return card(say('results-schools'), '', {
      height: heights.reduce((sum, one) => sum + one, 0) - 14,
      draw: (top) => {
        let y = top
        return shown.flatMap((one, k) => {
          const at = y
          y += heights[k]!
          return schoolBar(one, names[k]!, at)
        })
      },
    })
  })
}

function schoolBar(
  { asked, answered }: ResultSheet['schools'][number],
  name: readonly string[],
  top: number,
): string[] {
  const whole = BODY.width - 190
  const share = asked === 0 ? 0 : answered / asked
  const y = top + name.length * 33 + 2
  return [
    ...name.map((line, i) => svgText(BODY.left, top + 22 + i * 33, line, { size: 26 })),
    svgRect(BODY.left, y, whole, 24, RESULT_COLORS.track, 'rx="12"'),
    ...(answered > 0
      ? [svgRect(BODY.left, y, Math.max(24, whole * share), 24, COLORS.done, 'rx="12"')]
      : []),
    svgText(BODY.right, y + 21, `${percent(share)} · ${answered} / ${asked}`, {
      size: 25,
      anchor: 'end',
    }),
  ]
}
