import type { Flow } from '../dialogue.ts'
import { chooseSchool } from './invite.ts'

/** «Плакат»: one code for a school; whoever asks by it is let in by the curator. */
export const schoolPoster: Flow = async (d) => {
  const school = await chooseSchool(d)
  const hung = await d.domain.newcomers.findPoster(d.actor, school.id)
  const acts = hung ? (['new', 'down'] as const) : (['hang'] as const)
  const act = await d.choose(
    hung ? 'poster-hangs' : 'poster-ask',
    acts,
    (one) => ({ key: `poster-${one}` }),
    {
      school: school.name,
      ...(hung ? { day: hung.day, asked: hung.asked, limit: hung.limit } : {}),
    },
  )
  if (act === 'down') {
    await d.domain.newcomers.takeDown(d.actor, school.id)
    return d.say('poster-taken-down')
  }
  const schoolCodeId = await d.domain.newcomers.hangPoster(d.actor, school.id)
  d.say('poster-ready', { school: school.name }, { make: { what: 'poster', schoolCodeId } })
}
