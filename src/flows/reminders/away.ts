import type { Dialogue, Flow } from '../dialogue.ts'

/** «Я в отпуске», «за меня ответит …», «я вернулся». */
export const away: Flow = async (d) => {
  const now = await d.domain.absences.showMine(d.actor)
  if (now)
    d.say(now.deputy ? 'away-now' : 'away-now-alone', {
      until: now.until,
      deputy: now.deputy ?? '',
    })
  const acts = now ? (['back', 'leave', 'deputy'] as const) : (['leave', 'deputy'] as const)
  const act = await d.choose('away-ask', acts, (one) => ({ key: `away-${one}` }))
  if (act === 'back') {
    await d.domain.absences.comeBack(d.actor)
    const label = { key: 'reminders-plan' }
    return d.say('away-welcome', {}, { buttons: [[{ label, command: 'plan', arg: 'late' }]] })
  }
  if (act === 'deputy') return appoint(d)
  const until = await askUntil(d)
  await d.domain.absences.leave(d.actor, until, null)
  return d.say('away-left', { until })
}

async function askUntil(d: Dialogue): Promise<string> {
  const min = await d.domain.absences.showToday(d.actor)
  return d.ask('away-until', {}, { kind: 'date', min })
}

async function appoint(d: Dialogue): Promise<void> {
  const people = await d.domain.absences.listColleagues(d.actor)
  if (people.length === 0) return d.say('away-nobody')
  const reply = await d.prompt({
    key: 'away-who',
    options: people.map(({ name, role, school }) => ({
      label: {
        key: 'responsible-person',
        args: {
          name,
          role: { key: `role-${role}` },
          school: school === null ? '' : { key: 'responsible-school', args: { school } },
        },
      },
    })),
  })
  const chosen = reply.type === 'option' ? people[reply.index] : undefined
  if (!chosen) return
  const until = await askUntil(d)
  await d.domain.absences.leave(d.actor, until, chosen.personId)
  d.say('away-deputed', { name: chosen.name, until })
}
