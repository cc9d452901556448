import type { Signer } from '../../domain/consents/on-paper.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { sayElsewhere } from './my-data.ts'

const CODE = 'personal-data'

/** A consent signed outside of the chat: the form for somebody of the own school, the signed sheet, or the signed file. */
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
  const act = await d.choose(
    'paper-consent-what',
    ['form', 'take', 'esign'] as const,
    (one) => ({ key: `paper-consent-${one}` }),
    { name },
  )
  if (act !== 'form') return take(d, signer, act === 'esign' ? 'esign' : 'paper')
  d.say('paper-consent-form-ready', {}, { make: { what: 'consent-form', personId, code: CODE } })
}

async function take(
  d: Dialogue,
  { name, personId }: Signer,
  basis: 'paper' | 'esign',
): Promise<undefined> {
  const paper = basis === 'paper'
  const { id: fileId } = await d.askFile(paper ? 'paper-consent-photo' : 'esign-consent-file', {
    name,
  })
  const signedOn = await d.ask('paper-consent-day', {}, { kind: 'date' })
  const right = await d.confirm(
    paper ? 'paper-consent-check' : 'esign-consent-check',
    { name, day: signedOn },
    'paper-consent-right',
    'paper-consent-wrong',
  )
  if (!right) return void d.say('paper-consent-dropped')
  await d.domain.paperConsents.take(d.actor, personId, CODE, { fileId, signedOn, basis })
  d.say(paper ? 'paper-consent-taken' : 'esign-consent-taken', { name })
}
