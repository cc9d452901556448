import type { ChoiceOption, ScaleStep } from './definition.ts'
import { unused } from './slug.ts'
import { folded } from './workbook/words.ts'

/** Options as somebody writes them, a line each; numbers and dots before them are left out. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–—•*]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
}

/**
 * The options that these lines make of the options before. Words that stayed keep their code, and so
 * do words that were only put differently (as many lines as before): answers that were given stay good.
 */
export function optionsFromLines(
  lines: readonly string[],
  before: readonly ChoiceOption[],
): ChoiceOption[] {
  const same = lines.map((line) => before.find(({ label }) => folded(label) === folded(line)))
  const taken = new Set(same.flatMap((one) => (one ? [one.code] : [])))
  const known = new Set(before.map(({ code }) => code))
  return lines.map((label, index) => {
    const kept = same[index]
    if (kept) return { ...kept, label }
    const there = lines.length === before.length ? before[index] : undefined
    if (there && !taken.has(there.code)) {
      taken.add(there.code)
      return { ...there, label }
    }
    const code = unused(`v${index + 1}`, new Set([...known, ...taken]))
    taken.add(code)
    return { code, label }
  })
}

/** «1–10», or a step a line: «0 – нет»; without numbers they count from 1. Null: that is no scale. */
export function stepsFromLines(text: string): ScaleStep[] | null {
  const range = /^\s*(\d{1,2})\s*[–—-]\s*(\d{1,2})\s*$/.exec(text)
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    if (to <= from) return null
    return Array.from({ length: to - from + 1 }, (_, i) => ({ value: from + i, label: '' }))
  }
  const steps = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const step = /^(-?\d{1,3})(?:\s*[–—:.)=-]\s*(.*))?$/.exec(line)
      return step
        ? { value: Number(step[1]), label: (step[2] ?? '').trim() }
        : { value: index + 1, label: line }
    })
  return steps.length >= 2 ? steps : null
}
