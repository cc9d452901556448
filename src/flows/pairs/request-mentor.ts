import type { WhyLine } from '../../domain/matching/service.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

const again: Next = { flow: 'request-mentor', args: { sure: true } }

/**
 * A mentee asks for a mentor: consent, wishes, who is free and why, one chosen and asked.
 * Argument `sure`: the wishes were just looked at.
 */
export const requestMentor: Flow = async (d) => {
  if (!(await maySayNames(d))) return
  const ready = await d.domain.pairs.showReadiness(d.actor)
  if (ready.paired || ready.asking) {
    const label = { key: 'pair-mine' }
    d.say(ready.paired ? 'request-has-mentor' : 'request-waits', undefined, {
      buttons: [[{ label, command: 'my-pairs' }]],
    })
    return
  }
  if (!ready.consented) {
    d.say('request-needs-consent')
    return {
      flow: 'consent',
      args: { code: 'personal-data', after: asArgument(again), told: true },
    }
  }
  if (!ready.wishes) return fillIn()
  if (d.args.sure !== true && !(await keepsWishes(d))) return fillIn()
  return suggest(d)
}

function fillIn(): Next {
  const args = { code: 'mentee-preferences', after: asArgument(again) }
  return { flow: 'questionnaire', args }
}

const asArgument = ({ flow, args }: Next) => ({ flow, args })

async function keepsWishes(d: Dialogue): Promise<boolean> {
  const wishes = await d.domain.matching.findWishes(d.actor)
  if (!wishes) return false
  const { subject, help } = wishes
  return d.confirm('request-wishes', { subject, help }, 'request-show', 'request-change')
}

async function suggest(d: Dialogue): Promise<Next | undefined> {
  const { mentors, full, leftOut } = await d.domain.matching.listSuggestions(d.actor)
  if (mentors.length === 0) {
    const label = { key: 'request-change' }
    d.say(
      'request-nobody',
      { full, leftOut },
      {
        buttons: [[{ label, command: 'questionnaire', arg: 'mentee-preferences' }]],
      },
    )
    return
  }
  const reply = await d.prompt({
    key: 'request-choose',
    args: { count: mentors.length },
    options: [
      ...mentors.map(({ name, school, why }) => ({
        label: {
          key: 'request-option',
          args: { name, school: school ?? '—', why: joined(why) },
        },
      })),
      { label: { key: 'request-change' }, apart: true },
    ],
  })
  if (reply.type !== 'option') return
  const chosen = mentors[reply.index]
  if (!chosen) return fillIn()
  if (!(await agreesOn(d, chosen.personId, chosen.why))) return again
  try {
    await d.domain.pairs.request(d.actor, chosen.personId)
  } catch (error) {
    // Somebody was faster, or the mentor has left: the others are still there.
    if (!(error instanceof DomainError) || !error.code.startsWith('mentor-')) throw error
    d.say(`error-${error.code}`, error.args)
    return again
  }
  d.say('request-sent', { name: chosen.name }, { menu: true })
}

async function agreesOn(d: Dialogue, mentorId: number, why: readonly WhyLine[]): Promise<boolean> {
  const mentor = await d.domain.mentors.showMentor(d.actor, mentorId)
  const args = {
    name: mentor.name,
    school: mentor.school ?? '—',
    post: mentor.post ?? '—',
    subjects: mentor.subjects.join(', '),
    help: mentor.help.map(({ label }) => label).join('; '),
    about: mentor.about || '—',
    why: joined(why),
  }
  return d.confirm('request-mentor-details', args, 'request-ask', 'request-others')
}

/** Reasons in a row, with commas. */
function joined(why: readonly WhyLine[]): WhyLine {
  const [first, ...others] = why
  if (!first) return { key: 'match-none' }
  return others.length === 0 ? first : { key: 'match-and', args: { first, others: joined(others) } }
}
