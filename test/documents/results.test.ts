import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { drawChange } from '../../src/documents/draw-change.ts'
import { drawResults } from '../../src/documents/draw-results.ts'
import { writeResultsXlsx } from '../../src/documents/write-results-xlsx.ts'
import { say } from './invented-plan.ts'
import { COMPARISON, NASTY, RESULTS } from './invented-results.ts'

describe('the table of results', () => {
  test('has totals, schools, free texts and the answers, with numbers, shares and days as such', async () => {
    const file = await writeResultsXlsx(RESULTS, say)
    expect(file.name).toBe('Итоги опроса на 2026-10-20.xlsx')
    const { sheets } = await readXlsx(file.bytes)
    // What is over is of the days on which it was asked, whenever it is looked at.
    expect(sheets[0]?.rows[1]?.[0]).toContain('ответили 12 из 20 · 05.10.2026–16.10.2026')
    expect(sheets.map(({ name }) => name)).toEqual([
      'Итоги',
      'По_школам',
      'Ответы_словами',
      'Ответы',
    ])
    const [totals, schools, texts, raw] = sheets
    expect(totals?.rows[3]).toEqual([
      'Планируете ли вы остаться в школе?',
      '=1+1',
      9,
      0.75,
      12,
      null,
    ])
    expect(totals?.rows.some((row) => String(row[1]).startsWith('Меньше 5'))).toBe(true)
    expect(schools?.rows[3]?.slice(0, 5)).toEqual(['Школа № 2', 10, 5, 0.75, 0.25])
    expect(texts?.rows.slice(3).map((row) => row[1])).toEqual(NASTY)
    expect(raw?.rows[3]?.[3]).toBe(0)
    expect(raw?.rows[3]?.[2]).toBeInstanceOf(Date)
    expect(raw?.rows[3]?.[4]).toBeInstanceOf(Date)
    expect(raw?.rows.slice(3).map((row) => row[5])).toEqual(NASTY)
  })

  test('holds no formula, whatever people have written', async () => {
    const parts = unzipSync(new Uint8Array((await writeResultsXlsx(RESULTS, say)).bytes))
    const worksheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/'))
    expect(worksheets.length).toBeGreaterThan(3)
    for (const name of worksheets) {
      const xml = Buffer.from(parts[name] ?? []).toString('utf8')
      expect(xml).not.toMatch(/<f[ >]/)
    }
  })

  test('has no answers of persons where there are none to be seen', async () => {
    const { sheets } = await readXlsx(
      (await writeResultsXlsx({ ...RESULTS, raw: null }, say)).bytes,
    )
    expect(sheets.map(({ name }) => name)).not.toContain('Ответы')
  })
})

describe('the pictures of results', () => {
  const size = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]

  test('are pages of one width that a messenger takes, also of two hundred questions', () => {
    const many = Array.from({ length: 40 }, () => RESULTS.items).flat()
    const files = drawResults({ ...RESULTS, items: many }, say)
    expect(files).toHaveLength(10)
    for (const { bytes, mime } of files) {
      const [width = 0, height = 0] = size(bytes)
      expect(mime).toBe('image/png')
      expect(width).toBe(1080)
      // Telegram: the sum of the sides at most 10,000, one at most twenty times the other.
      expect(height).toBeLessThan(2000)
    }
    expect(files[0]?.name).toBe('Итоги 1.png')
  }, 60_000)

  test('of a comparison are drawn for means and for shares', () => {
    const [file] = drawChange(COMPARISON, say)
    expect(file?.name).toBe('Сравнение 1.png')
    expect(size(file!.bytes)[0]).toBe(1080)
    expect(file!.bytes.length).toBeGreaterThan(10_000)
  })
})
