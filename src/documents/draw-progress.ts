import { COLORS, renderPng, svgPage, svgRect, svgText } from './picture.ts'
import { dotted, type MadeFile, type PlanSheet, type Say, schoolTallies } from './plan-sheet.ts'
import { fitLines, textWidth } from './text-width.ts'

const WIDTH = 1200
const EDGE = 28
const NAME = 400
const NAME_SIZE = 19
const SHARE = 92
const BAR = { left: EDGE + NAME, right: WIDTH - EDGE - SHARE }
const TOP = 112
const ROW = 60
const FOOT = 60
const MOST_ROWS = 30
const KINDS = ['done', 'late', 'open'] as const

type Standing = ReturnType<typeof schoolTallies>[number]

/** How the schools stand, as pictures: a bar each, done, late and what is still ahead. */
export function drawProgress(sheet: PlanSheet, say: Say): MadeFile[] {
  const schools = schoolTallies(sheet).filter((one) => total(one) > 0)
  const parts = Math.max(1, Math.ceil(schools.length / MOST_ROWS))
  const size = Math.ceil(schools.length / parts)
  return Array.from({ length: parts }, (_, i) => {
    const part = parts > 1 ? say('plan-picture-part', { part: i + 1, parts }) : ''
    const shown = schools.slice(i * size, (i + 1) * size)
    return {
      name: `${say('plan-picture-progress-file', { part: i + 1 })}.png`,
      mime: 'image/png',
      bytes: renderPng(page(sheet, shown, part, say)),
    }
  })
}

function page(sheet: PlanSheet, schools: readonly Standing[], part: string, say: Say): string {
  const bottom = TOP + Math.max(1, schools.length) * ROW
  const day = say('plan-picture-day', { day: dotted(sheet.day) })
  const about = [sheet.municipality, day, part].filter(Boolean).join(' · ')
  return svgPage(WIDTH, bottom + FOOT, [
    svgText(EDGE, 46, say('plan-picture-progress'), { size: 28, bold: true }),
    svgText(EDGE, 78, about, { size: 20, fill: COLORS.faint }),
    ...(schools.length === 0
      ? [svgText(EDGE, TOP + 34, say('plan-picture-no-schools'), { size: 22 })]
      : schools.flatMap((one, i) => bars(one, i, TOP + i * ROW))),
    ...legend(bottom + 34, say),
  ])
}

function bars(one: Standing, index: number, y: number): string[] {
  const all = total(one)
  const drawn: string[] =
    index % 2 === 0 ? [svgRect(EDGE / 2, y, WIDTH - EDGE, ROW, COLORS.band, 'rx="8"')] : []
  const name = fitName(one.school)
  const first = y + (name.length > 1 ? 26 : 36)
  drawn.push(...name.map((line, i) => svgText(EDGE, first + i * 22, line, { size: NAME_SIZE })))
  const clip = `bar-${index}`
  const whole = BAR.right - BAR.left
  drawn.push(
    `<clipPath id="${clip}"><rect x="${BAR.left}" y="${y + 13}" width="${whole}" height="34" rx="10"/></clipPath><g clip-path="url(#${clip})">`,
  )
  let x: number = BAR.left
  for (const kind of KINDS) {
    const width = (whole * one[kind]) / all
    if (one[kind] === 0) continue
    drawn.push(
      svgRect(x, y + 13, width, 34, COLORS[kind], kind === 'open' ? 'fill-opacity="0.35"' : ''),
    )
    const label = String(one[kind])
    if (textWidth(label, 19) + 8 <= width)
      drawn.push(
        svgText(x + width / 2, y + 36, label, {
          size: 19,
          bold: true,
          anchor: 'middle',
          fill: kind === 'open' ? COLORS.ink : COLORS.paper,
        }),
      )
    x += width
  }
  const share = `${Math.floor((one.done / all) * 100)} %`
  drawn.push('</g>', svgText(WIDTH - EDGE, y + 36, share, { size: 21, bold: true, anchor: 'end' }))
  return drawn
}

/** An official name is long, and its number, which tells schools apart, comes last: it is kept. */
function fitName(name: string): string[] {
  const lines = fitLines(name, NAME - 16, NAME_SIZE, 2)
  const number = /№\s*\d+/.exec(name)?.[0]
  if (number === undefined || lines.join(' ').includes(number)) return lines
  const room = NAME - 16 - textWidth(` ${number}…`, NAME_SIZE)
  const [last = ''] = fitLines(lines[1] ?? '', room, NAME_SIZE, 1)
  return [lines[0]!, `${last.replace(/…$/, '')}… ${number}`]
}

function legend(y: number, say: Say): string[] {
  return KINDS.map((kind, i) => {
    const x = EDGE + i * 190
    const look = kind === 'open' ? 'rx="5" fill-opacity="0.35"' : 'rx="5"'
    return (
      svgRect(x, y - 17, 20, 20, COLORS[kind], look) +
      svgText(x + 30, y, say(`plan-picture-${kind}`), { size: 20 })
    )
  })
}

function total({ done, open, late }: Standing): number {
  return done + open + late
}
