import type { Bar } from './rules.ts'

/** More bars than this cannot be read. */
const mostBars = 8
/** Widths of a bar that people can do sums with. */
const widths = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 100_000]

/** Numbers in bars of one round width; few different ones have a bar each. */
export function numberBars(numbers: readonly number[]): Bar[] {
  const different = [...new Set(numbers)].sort((a, b) => a - b)
  const [low, high] = [different[0], different.at(-1)]
  if (low === undefined || high === undefined) return []
  if (different.length <= mostBars)
    return different.map((value) => ({
      label: String(value).replace('.', ','),
      count: numbers.filter((one) => one === value).length,
      value: null,
    }))
  const fits = (width: number) => Math.floor(high / width) - Math.floor(low / width) < mostBars
  const width = widths.find(fits) ?? (high - low) / (mostBars - 1)
  const first = Math.floor(low / width)
  const last = Math.floor(high / width)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const from = (first + i) * width
    const count = numbers.filter((one) => one >= from && one < from + width).length
    return { label: `${from}–${from + width - (width === 1 ? 0 : 1)}`, count, value: null }
  })
}

/** Days by their years; many years are joined. */
export function yearBars(days: readonly string[]): Bar[] {
  return numberBars(days.map((day) => Number(day.slice(0, 4))))
}
