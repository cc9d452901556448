import { nextOf } from '../after.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { sayElsewhere } from './my-data.ts'

/** A parent's consent for a child. Arguments: `child`, the child's number; `after`, as of the consent. */
export const wardConsent: Flow = async (d) => {
  const { here, linked, open } = await d.domain.people.showPersonalRoute(d.actor)
  if (!here) return sayElsewhere(d, linked, open)
  const childId = Number(d.args.child)
  const wards = await d.domain.guardians.listWards(d.actor)
  const ward = wards.find((one) => one.childId === childId)
  if (ward?.state === 'given') return review(d, childId, ward.name)
  // There is no consent to withdraw; what was stored of the child is to be destroyed all the same.
  const ended = ward?.state === 'refused' || ward?.state === 'superseded'
  const { title, version, text, hash } = await d.domain.guardians.showDocument(d.actor, childId)
  const agreed = await d.prompt({
    key: 'consent-document',
    args: { title, version, text },
    options: [
      { label: { key: 'consent-agree' } },
      { label: { key: 'consent-disagree' } },
      ...(ended ? [{ label: { key: 'ward-erase' } }] : []),
    ],
    back: 'none',
    cancel: false,
    stays: true,
  })
  const name = ward?.name ?? ''
  if (agreed.type === 'option' && agreed.index === 2) return erase(d, childId, name)
  if (agreed.type === 'option' && agreed.index === 0) {
    await d.domain.guardians.give(d.actor, childId, hash)
    d.say('ward-given', { name })
  } else {
    await d.domain.guardians.refuse(d.actor, childId, hash)
    d.say('ward-refused', { name })
  }
  const after = nextOf(d.args.after)
  if (after) return after
  d.say('menu-title', {}, { menu: true })
}

async function review(d: Dialogue, childId: number, name: string): Promise<undefined> {
  if (await d.confirm('ward-review', { name }, 'consent-keep', 'consent-withdraw'))
    return void d.say('consent-kept')
  return withdraw(d, childId, name)
}

async function withdraw(d: Dialogue, childId: number, name: string): Promise<undefined> {
  if (!(await d.confirm('ward-withdraw-confirm', { name }, 'consent-withdraw-yes'))) {
    d.say('consent-kept')
    return undefined
  }
  const { day } = await d.domain.guardians.withdraw(d.actor, childId)
  d.say('ward-withdrawn', { name, day })
  return undefined
}

/** What was stored before a refusal, or under a consent that counts no more. */
async function erase(d: Dialogue, childId: number, name: string): Promise<undefined> {
  if (!(await d.confirm('ward-erase-confirm', { name }, 'consent-erase-yes')))
    return void d.say('consent-kept')
  const { day } = await d.domain.guardians.withdraw(d.actor, childId)
  d.say('ward-erasing', { name, day })
}
