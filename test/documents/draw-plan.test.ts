import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { drawGantt } from '../../src/documents/draw-gantt.ts'
import { drawProgress } from '../../src/documents/draw-progress.ts'
import { renderPng, svgPage, svgText } from '../../src/documents/picture.ts'
import type { MadeFile, PlanSheet } from '../../src/documents/plan-sheet.ts'
import { fitLines, textWidth } from '../../src/documents/text-width.ts'
import { due, PLAN, say } from './invented-plan.ts'

const SIGNATURE = '89504e470d0a1a0a'

interface Picture {
  width: number
  height: number
  /** How many pixels have exactly the color. */
  count(color: string): number
}

/** Reads an 8-bit RGBA PNG back, undoing its row filters (PNG, 9.2). */
function picture(bytes: Buffer): Picture {
  expect(bytes.subarray(0, 8).toString('hex')).toBe(SIGNATURE)
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  expect([bytes[24], bytes[25]]).toEqual([8, 6])
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * 4
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let i = 0; i < stride; i++) {
      const left = i >= 4 ? out[y * stride + i - 4]! : 0
      const up = y > 0 ? out[(y - 1) * stride + i]! : 0
      const corner = i >= 4 && y > 0 ? out[(y - 1) * stride + i - 4]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      out[y * stride + i] = raw[y * (stride + 1) + 1 + i]! + guess
    }
  }
  const count = (color: string) => {
    let found = 0
    const wanted = Number.parseInt(color, 16)
    for (let at = 0; at < out.length; at += 4) if (out.readUIntBE(at, 3) === wanted) found += 1
    return found
  }
  return { width, height, count }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

const [DONE, OPEN, LATE, TODAY] = ['2e9e6b', '4a7fd6', 'd9413d', 'e08a1e'] as const
const only = (files: MadeFile[]) => {
  expect(files).toHaveLength(1)
  expect(files[0]!.mime).toBe('image/png')
  return picture(files[0]!.bytes)
}

const many = (count: number): PlanSheet => ({
  ...PLAN,
  rows: Array.from({ length: count }, (_, i) => ({ ...PLAN.rows[3]!, number: `2.${i + 1}` })),
})

describe('the year of a plan', () => {
  test('shows what is done, ahead and late, and today', () => {
    const drawn = only(drawGantt(PLAN, '2026-09-01', say))
    expect(drawn.width).toBe(1200)
    for (const color of [DONE, OPEN, LATE, TODAY]) expect(drawn.count(color)).toBeGreaterThan(50)
  })

  test('shows no late one where none is, and no today in another year', () => {
    const calm = { ...PLAN, rows: [{ ...PLAN.rows[3]! }] }
    expect(only(drawGantt(calm, '2026-09-01', say)).count(LATE)).toBe(0)
    expect(only(drawGantt(calm, '2025-09-01', say)).count(TODAY)).toBe(0)
  })

  test('is cut into pictures of at most thirty rows', () => {
    expect(drawGantt(many(30), '2026-09-01', say)).toHaveLength(1)
    const files = drawGantt(many(61), '2026-09-01', say)
    expect(files.map(({ name }) => name)).toEqual(['План-1.png', 'План-2.png', 'План-3.png'])
    const heights = files.map(({ bytes }) => bytes.readUInt32BE(20))
    expect(Math.max(...heights)).toBeLessThan(2400)
  })

  test('is drawn of an empty plan and of hostile words too', () => {
    expect(only(drawGantt({ ...PLAN, rows: [] }, '2026-09-01', say)).width).toBe(1200)
    const activity = `</text><script>&\u0000\ud800${'Ж'.repeat(5000)}`
    const rows = [{ ...PLAN.rows[3]!, activity, section: activity, number: activity }]
    expect(only(drawGantt({ ...PLAN, rows, title: activity }, '2026-09-01', say)).width).toBe(1200)
  })
})

describe('progress by school', () => {
  test('shows a bar for each school', () => {
    const drawn = only(drawProgress(PLAN, say))
    expect(drawn.width).toBe(1200)
    expect(drawn.count(DONE)).toBeGreaterThan(drawn.count(LATE))
    expect(drawn.count(LATE)).toBeGreaterThan(1000)
  })

  test('is drawn where no school answers for anything', () => {
    const rows = [{ ...PLAN.rows[3]!, occurrences: [due('2027-04-01', '2027-04-30', 'planned')] }]
    expect(only(drawProgress({ ...PLAN, rows }, say)).count(DONE)).toBeGreaterThan(0)
  })
})

test('Cyrillic letters are drawn by the font that is shipped', () => {
  const inked = (text: string) => {
    const line = svgText(10, 60, text, { size: 48, fill: '#000000' })
    return picture(renderPng(svgPage(400, 90, [line]))).count('000000')
  }
  expect(inked('Ж')).toBeGreaterThan(100)
  expect(inked('Ж')).not.toBe(inked('Ы'))
})

test('a text is cut to fit, between words where it can be', () => {
  const lines = fitLines('Провести городской конкурс «Наставник года» среди школ', 200, 20, 2)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/…$/)
  for (const line of lines) expect(textWidth(line, 20)).toBeLessThanOrEqual(200)
  expect(fitLines('  ', 200, 20, 2)).toEqual([])
})
