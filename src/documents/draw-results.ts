import type { ResultSheet } from '../domain/results/service.ts'
import { COLORS, svgRect, svgText } from './picture.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'
import { percent, resultBlocks } from './result-blocks.ts'
import { type Block, BODY, card, RESULT_COLORS, renderPages, textBlock } from './result-page.ts'

/** Schools of one card; more of them have several. */
const MOST_SCHOOLS = 14
const SCHOOL = 86

/** What a campaign has brought, as pictures: a card a question, then how the schools took part. */
export function drawResults(sheet: ResultSheet, say: Say): MadeFile[] {
  const about = [
    sheet.school ?? sheet.municipality,
    say('results-about', { answered: sheet.answered, asked: sheet.asked }),
    sheet.anonymous ? say('results-anonymous') : '',
    dotted(sheet.day),
  ]
  const heading = { title: sheet.title, about: about.filter(Boolean).join(' · ') }
  const blocks = [...resultBlocks(sheet.items, sheet.least, say), ...schoolBlocks(sheet, say)]
  return renderPages(heading, blocks, (part) => say('results-file', { part }), say)
}

function schoolBlocks({ schools }: ResultSheet, say: Say): Block[] {
  if (schools.length < 2) return []
  const parts = Math.ceil(schools.length / MOST_SCHOOLS)
  const size = Math.ceil(schools.length / parts)
  return Array.from({ length: parts }, (_, i) => {
    const shown = schools.slice(i * size, (i + 1) * size)
    return card(say('results-sheet-schools'), '', {
      height: shown.length * SCHOOL - 14,
      draw: (y) => shown.flatMap((one, k) => schoolBar(one, y + k * SCHOOL)),
    })
  })
}

function schoolBar(
  { school, asked, answered }: ResultSheet['schools'][number],
  y: number,
): string[] {
  const whole = BODY.width - 190
  const share = asked === 0 ? 0 : answered / asked
  return [
    ...textBlock(school, { x: BODY.left, y: y - 4, width: BODY.width, size: 26, most: 1 }).drawn,
    svgRect(BODY.left, y + 36, whole, 24, RESULT_COLORS.track, 'rx="12"'),
    ...(answered > 0
      ? [svgRect(BODY.left, y + 36, Math.max(24, whole * share), 24, COLORS.done, 'rx="12"')]
      : []),
    svgText(BODY.right, y + 57, `${percent(share)} · ${answered} / ${asked}`, {
      size: 25,
      anchor: 'end',
    }),
  ]
}
