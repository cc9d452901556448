import type { CommandButton } from '../../domain/deliveries/message.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** «Мои данные»: a file with everything that is stored of the person, where it may be sent. */
export const myData: Flow = async (d) => {
  const { here, linked, open } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) return d.say('my-data-ready', {}, { make: { what: 'my-data' } })
  if (linked.length > 0) {
    await d.domain.erasures.sendStored(d.actor)
    return d.say('my-data-sent-there', { messengers: linked.map(({ label }) => label).join(', ') })
  }
  d.say('my-data-not-here')
  for (const { label, url } of open) d.say('people-link', { label, url })
}

/**
 * Personal data is nothing for this messenger: goes on in one that may carry it, or leads to connecting one.
 * @param there the button that goes on with it
 */
export async function goElsewhere(
  d: Dialogue,
  linked: readonly { label: string }[],
  there: Omit<CommandButton, 'label'>,
): Promise<Next | undefined> {
  const { personId } = d.actor
  if (linked.length === 0 || personId === null) {
    d.say('personal-not-here')
    return { flow: 'link', args: {} }
  }
  const button = { label: { key: 'consent-open' }, ...there }
  await d.domain.deliveries.tell(
    personId,
    { text: [{ key: 'personal-continue-here' }], buttons: [[button]] },
    { urgency: 'reply', personal: true },
  )
  d.say('my-data-elsewhere', { messengers: linked.map(({ label }) => label).join(', ') })
}

/** Acts of destruction with their logs, once more. For coordinators. */
export const acts: Flow = async (d) => {
  const all = await d.domain.erasures.listActs(d.actor)
  if (all.length === 0) return d.say('erasure-acts-none')
  const { id, pseudonym } = await d.choose('erasure-acts', all, (one) => ({
    key: 'erasure-acts-one',
    args: { pseudonym: one.pseudonym, day: one.day },
  }))
  d.say('erasure-act-file', { pseudonym }, { make: { what: 'act', erasureId: id } })
  d.say('erasure-log-file', { pseudonym }, { make: { what: 'log', erasureId: id } })
}
