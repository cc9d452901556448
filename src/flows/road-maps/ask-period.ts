import type { Period } from '../../domain/roadmaps/deadlines/index.ts'
import { findPeriod } from '../../domain/roadmaps/period.ts'
import type { Dialogue } from '../dialogue.ts'

const schoolYear = (year: number): Period => ({ start: `${year}-09-01`, end: `${year + 1}-08-31` })

/** The periods that are likely for a map whose title does not say, the most likely first. */
export function likelyPeriods(guess: Period, today: string): Period[] {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '06-01' ? 1 : 0)
  const all = [guess, schoolYear(year), schoolYear(year + 1)]
  return all.filter(
    (one, i) => all.findIndex(({ start, end }) => start === one.start && end === one.end) === i,
  )
}

/** Which time a plan is for: one of these, or said in words. */
export async function askPeriod(
  d: Dialogue,
  key: string,
  periods: readonly Period[],
): Promise<Period> {
  let wrong = false
  for (;;) {
    if (wrong) d.say('road-map-period-not-understood')
    const reply = await d.prompt({
      key,
      options: periods.map(({ start, end }) => ({
        label: { key: 'road-map-period', args: { start, end } },
      })),
      expects: { kind: 'text', max: 200 },
    })
    const chosen = reply.type === 'option' ? periods[reply.index] : undefined
    if (chosen) return chosen
    const said = reply.type === 'text' ? reply.text : ''
    const found = findPeriod(said) ?? findPeriod(`на ${said} год`) ?? findPeriod(`с ${said}`)
    if (found) return found.period
    wrong = true
  }
}
