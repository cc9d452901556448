import type { Dialogue } from '../dialogue.ts'

type Differences = NonNullable<
  Awaited<ReturnType<Dialogue['domain']['schoolPlans']['listDifferences']>>
>

/** Rows of each kind that are told; the others are counted. */
const told = 15

/** What a school has made of the road map: changed, added, left out, not there though obligatory. */
export function sayDifferences(d: Dialogue, differences: Differences): void {
  const { same, changed, added, leftOut, missing } = differences
  if (changed.length + added.length + leftOut.length + missing.length === 0)
    return d.say('plan-differs-not', { count: same })
  d.say('plan-differs', { same })
  if (changed.length > 0) {
    d.say('plan-differs-changed', { count: changed.length })
    for (const { number, title, fields } of changed.slice(0, told))
      for (const { field, from, to } of fields)
        d.say(`plan-differs-${field}`, { number, title, from, to })
    more(d, changed.length)
  }
  if (added.length > 0) {
    d.say('plan-differs-added', { count: added.length })
    for (const row of added.slice(0, told)) d.say('school-plan-row', row)
    more(d, added.length)
  }
  for (const [key, rows] of [
    ['plan-differs-left-out', leftOut],
    ['plan-differs-missing', missing],
  ] as const) {
    if (rows.length === 0) continue
    d.say(key, { count: rows.length })
    for (const row of rows.slice(0, told)) d.say('plan-differs-row', row)
    more(d, rows.length)
  }
}

function more(d: Dialogue, count: number): void {
  if (count > told) d.say('road-map-doubtful-more', { count: count - told })
}
