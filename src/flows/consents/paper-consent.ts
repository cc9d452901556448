import type { Signer } from '../../domain/consents/on-paper.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { sayElsewhere } from './my-data.ts'

const CODE = 'personal-data'

/** A consent on paper: the form for somebody of the own school, or the picture of the signed sheet. */
export const paperConsent: Flow = async (d) => {
  const { here, linked, open } = await d.domain.people.showPersonalRoute(d.actor)
  if (!here) return sayElsewhere(d, linked, open)
  const signers = await d.domain.paperConsents.listSigners(d.actor, CODE)
  if (signers.length === 0) return d.say('paper-consent-none')
  const signer = await d.choose('paper-consent-who', signers, ({ name, school }) => ({
    key: 'paper-consent-one',
    args: { name, school: school ?? '—' },
  }))
  const { name, personId } = signer
  const form = await d.confirm(
    'paper-consent-what',
    { name },
    'paper-consent-form',
    'paper-consent-take',
  )
  if (!form) return take(d, signer)
  d.say('paper-consent-form-ready', {}, { make: { what: 'consent-form', personId, code: CODE } })
}

async function take(d: Dialogue, { name, personId }: Signer): Promise<undefined> {
  const { id: fileId } = await d.askFile('paper-consent-photo', { name })
  const signedOn = await d.ask('paper-consent-day', {}, { kind: 'date' })
  const right = await d.confirm(
    'paper-consent-check',
    { name, day: signedOn },
    'paper-consent-right',
    'paper-consent-wrong',
  )
  if (!right) return void d.say('paper-consent-dropped')
  await d.domain.paperConsents.take(d.actor, personId, CODE, { fileId, signedOn })
  d.say('paper-consent-taken', { name })
}
