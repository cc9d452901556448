import type { Change } from '../domain/results/compare.ts'
import type { Comparison } from '../domain/results/sheet.ts'
import { COLORS, svgRect, svgText } from './picture.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'
import { figure, percent } from './result-figures.ts'
import {
  type Block,
  BODY,
  card,
  EDGE,
  RESULT_COLORS,
  renderPages,
  textBlock,
} from './result-page.ts'
import { fitLines, textWidth } from './text-width.ts'

/** Rows of one card; what has more is several cards. */
const MOST_ROWS = 8
const VALUE = 190
const BAR = 22

/** The same asked twice, as pictures: before and after, bar below bar. */
export function drawChange(comparison: Comparison, say: Say): MadeFile[] {
  const { title, school, municipality, day } = comparison
  const heading = { title, about: [school ?? municipality, dotted(day)].join(' · ') }
  const [before, after] = sides(comparison, say)
  const blocks = [legend(before, after), ...changeBlocks(comparison.changes, say)]
  return renderPages(heading, blocks, (part) => say('results-change-file', { part }), say)
}

/** How the two are called: by school years where these differ, else by the day they began. */
function sides({ before, after }: Comparison, say: Say): [string, string] {
  const [then, now] = [schoolYear(before.startedOn), schoolYear(after.startedOn)]
  const called = (day: string, year: number, answered: number) => {
    const when =
      then === now ? dotted(day) : say('results-year', { from: String(year), to: String(year + 1) })
    return `${when}, ${say('results-answers', { count: answered })}`
  }
  return [
    say('results-before', { day: called(before.startedOn, then, before.answered) }),
    say('results-after-side', { day: called(after.startedOn, now, after.answered) }),
  ]
}

/** A school year begins on 1 September. */
function schoolYear(day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '09-01' ? year : year - 1
}

function legend(before: string, after: string): Block {
  const line = (y: number, fill: string, text: string) => [
    svgRect(EDGE, y, 28, BAR, fill, 'rx="8"'),
    ...textBlock(text, { x: EDGE + 42, y: y - 5, width: BODY.width, size: 26, most: 1 }).drawn,
  ]
  return {
    height: 76,
    draw: (y) => [
      ...line(y, RESULT_COLORS.before, before),
      ...line(y + 42, RESULT_COLORS.best, after),
    ],
  }
}

/** Options of a question, rows of a grid and questions of one range stand together. */
function changeBlocks(changes: readonly Change[], say: Say): Block[] {
  const groups: Change[][] = []
  for (const change of changes) {
    const last = groups.at(-1)
    const [first] = last ?? []
    const together =
      last &&
      first &&
      first.of === change.of &&
      String(first.range) === String(change.range) &&
      last.length < MOST_ROWS
    if (together) last.push(change)
    else groups.push([change])
  }
  return groups.map((group) => {
    const [{ of }] = group as [Change]
    if (of === null && group.length === 1) {
      const [{ text }] = group as [Change]
      return card(text, '', rowsOf([{ ...group[0]!, text: '' }], say))
    }
    return of === null ? bare(rowsOf(group, say)) : card(of, '', rowsOf(group, say))
  })
}

/** A card whose rows say themselves what they are. */
function bare(rows: { height: number; draw(y: number): string[] }): Block {
  return {
    height: rows.height + 56,
    draw: (y) => [
      svgRect(EDGE, y, BODY.width + 60, rows.height + 56, RESULT_COLORS.card, 'rx="22"'),
      ...rows.draw(y + 28),
    ],
  }
}

function rowsOf(changes: readonly Change[], say: Say) {
  const lines = changes.map(({ text }) => (text === '' ? [] : fitLines(text, BODY.width, 26, 3)))
  const heights = lines.map((own) => own.length * 33 + 2 * BAR + 34)
  return {
    height: heights.reduce((sum, one) => sum + one, 0) - 20,
    draw: (top: number) => {
      let y = top
      return changes.flatMap((change, i) => {
        const at = y
        y += heights[i]!
        return [
          ...lines[i]!.map((line, k) => svgText(BODY.left, at + 22 + k * 33, line, { size: 26 })),
          ...pair(change, at + lines[i]!.length * 33 + 4, say),
        ]
      })
    },
  }
}

function pair({ before, after, range, unit }: Change, y: number, say: Say): string[] {
  const high = unit === 'share' ? 1 : (range?.[1] ?? Math.max(before, after))
  const whole = BODY.width - VALUE
  const shown = (value: number) => (unit === 'share' ? percent(value) : figure(value, say))
  const bar = (value: number, at: number, last: boolean) => [
    svgRect(BODY.left, at, whole, BAR, RESULT_COLORS.track, 'rx="11"'),
    ...(value > 0
      ? [
          svgRect(
            BODY.left,
            at,
            Math.min(whole, Math.max(BAR, (whole * value) / high)),
            BAR,
            last ? RESULT_COLORS.best : RESULT_COLORS.before,
            'rx="11"',
          ),
        ]
      : []),
    svgText(BODY.left + whole + 14, at + 20, shown(value), {
      size: 24,
      bold: last,
      fill: last ? COLORS.ink : COLORS.faint,
    }),
  ]
  const text = difference(before, after, unit, say)
  return [
    ...bar(before, y, false),
    ...bar(after, y + BAR + 6, true),
    svgText(BODY.right, y + BAR + 12, text, {
      size: textWidth(text, 30) > 90 ? 24 : 30,
      bold: true,
      anchor: 'end',
    }),
  ]
}

/** «+0,4», «−12» of a share in points; what the rounded figures do not show is no difference. */
function difference(before: number, after: number, unit: Change['unit'], say: Say): string {
  const scale = unit === 'share' ? 100 : 10
  const steps = Math.round(after * scale) - Math.round(before * scale)
  if (steps === 0) return '='
  const size = unit === 'share' ? String(Math.abs(steps)) : figure(Math.abs(steps) / 10, say)
  return `${steps > 0 ? '+' : '−'}${size}`
}
