import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { sayElsewhere } from './my-data.ts'

const CODE = 'personal-data'

/**
 * The consent of somebody under eighteen: the birth date, from fourteen on the own agreement, then a
 * link for a parent, who answers in a chat of their own. Argument: `after`, as of the consent.
 */
export const minorConsent: Flow = async (d) => {
  const { here, linked, open } = await d.domain.people.showPersonalRoute(d.actor)
  if (!here) return sayElsewhere(d, linked, open)
  const known = await d.domain.guardians.findMinor(d.actor)
  if (!known) {
    const birthDate = await askBirthDate(d)
    const { minor } = await d.domain.guardians.setBirthDate(d.actor, birthDate)
    if (!minor) {
      d.say('minor-of-age')
      return { flow: 'consent', args: { ...d.args, code: CODE } }
    }
    return { flow: 'minor-consent', args: d.args }
  }
  if (known.step === 'given') return review(d)
  if (known.step === 'own') return ownAgreement(d)
  const { name, links, day } = await d.domain.guardians.invite(d.actor)
  d.say('minor-parent')
  // One message a messenger, so that the right one can be forwarded as it is.
  for (const { label, url } of links) d.say('minor-parent-forward', { name, label, url, day }, {})
  d.say('menu-title', {}, { menu: true })
}

/** The minor may withdraw, too; to give it anew needs the parent. */
async function review(d: Dialogue): Promise<undefined> {
  const keep = await d.confirm('minor-given', {}, 'consent-keep', 'consent-withdraw')
  if (keep || !(await d.confirm('minor-withdraw-confirm', {}, 'consent-withdraw-yes')))
    return void d.say('consent-kept')
  const { day } = await d.domain.consents.withdraw(d.actor, CODE)
  d.say('minor-withdrawn', { day: day ?? '' })
}

async function askBirthDate(d: Dialogue): Promise<string> {
  return d.ask('minor-birth-date', {}, { kind: 'date' })
}

async function ownAgreement(d: Dialogue): Promise<Next | undefined> {
  const { title, version, text, hash, refusal } = await d.domain.consents.showDocument(
    d.actor,
    CODE,
  )
  const agreed = await d.prompt({
    key: 'consent-document',
    args: { title, version, text },
    options: [{ label: { key: 'consent-agree' } }, { label: { key: 'consent-disagree' } }],
    back: 'none',
    cancel: false,
    stays: true,
  })
  if (agreed.type === 'option' && agreed.index === 0) {
    await d.domain.guardians.assent(d.actor, hash)
    d.say('minor-assented')
    return { flow: 'minor-consent', args: d.args }
  }
  await d.domain.consents.refuse(d.actor, CODE, hash)
  d.say('consent-refused', { refusal })
  d.say('menu-title', {}, { menu: true })
  return undefined
}
