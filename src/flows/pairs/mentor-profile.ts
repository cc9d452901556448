import type { MentorOffer } from '../../domain/mentors/rules.ts'
import type { MentorView } from '../../domain/mentors/service.ts'
import { subjectsOf } from '../../domain/shared/likeness.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

const places = ['0', '1', '2', '3', '4', '5']

/**
 * What a mentor offers: filled in by the mentor's questionnaire, then changed one thing at a time.
 * A teacher becomes a mentor first. Argument `filled`: the questionnaire was just sent.
 */
export const mentorProfile: Flow = async (d): Promise<Next | undefined> => {
  const states = await d.domain.consents.listStates(d.actor)
  if (states.some(({ code, state }) => code === 'personal-data' && state !== 'given')) {
    d.say('mentor-needs-consent')
    const after = { flow: 'mentor-profile', args: {} }
    return { flow: 'consent', args: { code: 'personal-data', after, told: true } }
  }
  if (!d.actor.roles.some(({ role }) => role === 'mentor')) return join(d)
  const offer = await d.domain.mentors.findOffer(d.actor)
  if (offer) return review(d, offer)
  if (d.args.filled === true) {
    d.say('mentor-not-filled', undefined, { menu: true })
    return
  }
  const after = { flow: 'mentor-profile', args: { filled: true } }
  return { flow: 'questionnaire', args: { code: 'entry-mentor', after } }
}

async function join(d: Dialogue): Promise<Next | undefined> {
  if (!(await d.confirm('mentor-join', undefined, 'mentor-join-yes', 'mentor-join-no'))) {
    d.say('mentor-join-not-now', undefined, { menu: true })
    return
  }
  await d.domain.mentors.join(d.actor)
  return { flow: 'mentor-profile', args: {}, changed: true }
}

async function review(d: Dialogue, offer: MentorView): Promise<Next | undefined> {
  const parts = ['subjects', 'help', 'places', 'about'] as const
  const part = await d.prompt({
    key: 'mentor-offer',
    args: {
      subjects: offer.subjects.join(', '),
      help: offer.help.map(({ label }) => label).join('; '),
      places: offer.places,
      pairs: offer.pairs,
      about: offer.about || '—',
    },
    options: parts.map((one) => ({ label: { key: `mentor-change-${one}` } })),
    view: true,
  })
  const chosen = part.type === 'option' ? parts[part.index] : undefined
  if (!chosen) return
  await d.domain.mentors.change(d.actor, await ask[chosen](d, offer))
  d.say('mentor-changed')
  return { flow: 'mentor-profile', args: {} }
}

/** How each part is asked for anew. */
const ask: {
  [part in keyof MentorOffer]: (d: Dialogue, offer: MentorView) => Promise<Partial<MentorOffer>>
} = {
  async subjects(d) {
    const text = await d.ask('mentor-ask-subjects', undefined, { kind: 'text', max: 200 })
    return { subjects: subjectsOf(text) }
  },
  async help(d, offer) {
    const kinds = await d.domain.mentors.listHelp()
    const ticked = kinds.flatMap(({ code }, i) =>
      offer.help.some((own) => own.code === code) ? [i] : [],
    )
    const reply = await d.prompt({
      key: 'mentor-ask-help',
      options: kinds.map(({ label }) => ({ label: { text: label } })),
      many: { least: 1, ticked },
    })
    const indexes = reply.type === 'options' ? reply.indexes : []
    return { help: indexes.map((i) => kinds[i]?.code ?? '') }
  },
  async places(d) {
    const chosen = await d.choose('mentor-ask-places', places, (text) => ({ text }))
    return { places: Number(chosen) }
  },
  async about(d) {
    return { about: await d.ask('mentor-ask-about', undefined, { kind: 'text', max: 500 }) }
  },
}
