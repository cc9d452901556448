import { addDays } from '../../domain/shared/calendar.ts'
import type { Dialogue } from '../dialogue.ts'

/** Days that answers are usually waited for: the example that is shown. */
const usual = 10

/** The last day of a campaign, ISO. */
export async function askDue(d: Dialogue): Promise<string> {
  const { first, last } = await d.domain.campaigns.showDueBounds(d.actor)
  const day = addDays(first, usual)
  return d.ask('campaign-due-ask', { day }, { kind: 'date', min: first, max: last })
}
