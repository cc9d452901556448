import { morningHours, readOffsets } from '../../domain/reminders/rules.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** When and how often a municipality is reminded: the coordinator's setting. */
export const reminderPolicy: Flow = async (d): Promise<Next | undefined> => {
  const policy = await d.domain.reminders.showPolicy(d.actor)
  const { before, after, hour } = policy
  d.say('policy-now', { before: list(before), after: list(after), hour })
  const part = await d.choose('policy-ask', ['before', 'after', 'hour'] as const, (one) => ({
    key: `policy-${one}`,
  }))
  if (part === 'hour') {
    const chosen = await d.choose('policy-ask-hour', morningHours, (text) => ({ text }))
    await d.domain.reminders.setPolicy(d.actor, { ...policy, hour: chosen })
  } else {
    const offsets = await askOffsets(d, `policy-ask-${part}`)
    await d.domain.reminders.setPolicy(d.actor, { ...policy, [part]: offsets })
  }
  d.say('policy-set')
  return
}

async function askOffsets(d: Dialogue, key: string): Promise<number[]> {
  for (;;) {
    const offsets = readOffsets(await d.ask(key, {}, { kind: 'text', max: 60 }))
    if (offsets) return offsets
    d.say('policy-not-understood')
  }
}

const list = (days: readonly number[]): string => (days.length === 0 ? '—' : days.join(', '))
