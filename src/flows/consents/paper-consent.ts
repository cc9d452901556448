import type { Signer } from '../../domain/consents/on-paper.ts'
import type { Dialogue, Flow, Next, Option } from '../dialogue.ts'
import { goElsewhere } from './my-data.ts'

const PERSONAL_DATA = 'personal-data'

/** The document that is signed. */
interface Text {
  code: string
  title: string
}

/**
 * A consent signed outside of the chat: the form for somebody of the own school, the signed sheet or file; and a
 * withdrawal in writing. Argument: `code` of the text (absent: the one to personal data).
 */
export const paperConsent: Flow = async (d): Promise<Next | undefined> => {
  const { here, linked } = await d.domain.people.showPersonalRoute(d.actor)
  if (!here) return goElsewhere(d, linked, { command: 'paper-consent' })
  const code = typeof d.args.code === 'string' ? d.args.code : PERSONAL_DATA
  const signers = await d.domain.paperConsents.listSigners(d.actor, code)
  const givers = await d.domain.paperConsents.listGivers(d.actor, code)
  const texts = await d.domain.consents.listStates(d.actor)
  const title = texts.find((one) => one.code === code)?.title ?? ''
  const others = texts.filter((one) => one.code !== code)
  const reply = await d.prompt({
    key: signers.length > 0 ? 'paper-consent-who' : 'paper-consent-none',
    args: { title },
    options: [
      ...signers.map(optionOf),
      ...others.map((one) => ({
        label: { key: 'paper-consent-other', args: { title: one.title } },
        apart: true,
      })),
      ...(givers.length > 0 ? [{ label: { key: 'paper-withdrawal-open' }, apart: true }] : []),
    ],
  })
  const index = reply.type === 'option' ? reply.index : 0
  const signer = signers[index]
  if (signer) return sign(d, signer, { code, title })
  const other = others[index - signers.length]
  if (other) return { flow: 'paper-consent', args: { code: other.code } }
  return withdraw(d, givers, { code, title })
}

function optionOf({ name, school }: Signer): Option {
  return { label: { key: 'paper-consent-one', args: { name, school: school ?? '—' } } }
}

async function sign(d: Dialogue, signer: Signer, { code }: Text): Promise<undefined> {
  const { name, personId } = signer
  const act = await d.choose(
    'paper-consent-what',
    ['form', 'take', 'esign'] as const,
    (one) => ({ key: `paper-consent-${one}` }),
    { name },
  )
  if (act !== 'form') return take(d, signer, code, act === 'esign' ? 'esign' : 'paper')
  d.say('paper-consent-form-ready', {}, { make: { what: 'consent-form', personId, code } })
}

async function take(
  d: Dialogue,
  { name, personId }: Signer,
  code: string,
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
  await d.domain.paperConsents.take(d.actor, personId, code, { fileId, signedOn, basis })
  d.say(paper ? 'paper-consent-taken' : 'esign-consent-taken', { name })
}

async function withdraw(
  d: Dialogue,
  givers: readonly Signer[],
  { code, title }: Text,
): Promise<undefined> {
  const { name, personId } = await d.choose(
    'paper-withdrawal-who',
    givers,
    (one) => optionOf(one).label,
    { title },
  )
  const { id: fileId } = await d.askFile('paper-withdrawal-photo', { name })
  const signedOn = await d.ask('paper-consent-day', {}, { kind: 'date' })
  const words = { name, title, day: signedOn }
  if (
    !(await d.confirm(
      'paper-withdrawal-check',
      words,
      'paper-consent-right',
      'paper-consent-wrong',
    ))
  )
    return void d.say('paper-consent-dropped')
  const sheet = { fileId, signedOn }
  const { day } = await d.domain.paperConsents.withdraw(d.actor, personId, code, sheet)
  d.say(day ? 'paper-withdrawal-taken-data' : 'paper-withdrawal-taken', {
    ...words,
    day: day ?? '',
  })
}
