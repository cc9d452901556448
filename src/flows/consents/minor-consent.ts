import { DomainError } from '../../domain/shared/errors.ts'
import { carried } from '../after.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { goElsewhere } from './my-data.ts'

const PERSONAL_DATA = 'personal-data'

/**
 * The consent of somebody under eighteen, or of a pupil whose age nobody knows: the birth date, from fourteen on
 * the own agreement, then the parents, who answer in a chat of their own. Arguments: `code` of the text; `after`,
 * as of the consent.
 */
export const minorConsent: Flow = async (d): Promise<Next | undefined> => {
  const { here, linked } = await d.domain.people.showPersonalRoute(d.actor)
  const code = typeof d.args.code === 'string' ? d.args.code : PERSONAL_DATA
  if (!here) return goElsewhere(d, linked, { command: 'consent', arg: code })
  const standing = await d.domain.guardians.findStanding(d.actor, code)
  if (standing === 'birth-date' || standing === 'may-be-minor') return sayAge(d, code)
  if (standing === 'of-age') return { flow: 'consent', args: { ...d.args, code } }
  const states = await d.domain.consents.listStates(d.actor)
  const title = states.find((one) => one.code === code)?.title ?? ''
  if (standing === 'given') return d.args.assented === true ? toMenu(d) : review(d, code, title)
  if (code !== PERSONAL_DATA && !isGiven(states)) {
    const button = { label: { key: 'consent-open' }, command: 'consent', arg: PERSONAL_DATA }
    return void d.say('minor-data-first', { title }, { buttons: [[button]] })
  }
  if (standing === 'own') return ownAgreement(d, code)
  const words = code === PERSONAL_DATA ? 'minor-parent' : 'minor-parent-other'
  return inviteParent(d, code, title, words)
}

/** @param words what is said with the links when no parent is known yet */
async function inviteParent(
  d: Dialogue,
  code: string,
  title: string,
  words = 'minor-parent-link',
): Promise<undefined> {
  const { name, links, day, asked } = await d.domain.guardians.invite(d.actor, code)
  d.say(asked ? 'minor-parent-asked' : words, { title })
  // One message a messenger, so that the right one can be forwarded as it is.
  for (const { label, url } of links) d.say('minor-parent-forward', { name, label, url, day }, {})
  return toMenu(d)
}

function isGiven(states: readonly { code: string; state: string }[]): boolean {
  return states.some(({ code, state }) => code === PERSONAL_DATA && state === 'given')
}

async function sayAge(d: Dialogue, code: string): Promise<Next> {
  const minor = await askBirthDate(d)
  const args: Args = { ...carried(d), code }
  if (minor) return { flow: 'minor-consent', args }
  d.say('minor-of-age')
  return { flow: 'consent', args }
}

/** Asked again when it cannot be: a slip of the pen ends no talk. @returns whether it is a minor's */
async function askBirthDate(d: Dialogue): Promise<boolean> {
  for (;;) {
    const birthDate = await d.ask('minor-birth-date', {}, { kind: 'date' })
    try {
      return (await d.domain.guardians.setBirthDate(d.actor, birthDate)).minor
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'birth-date') throw error
      d.say('error-birth-date')
    }
  }
}

/** The minor may withdraw, too; to give it anew needs the parent. */
async function review(d: Dialogue, code: string, title: string): Promise<undefined> {
  const data = code === PERSONAL_DATA
  const act = await d.choose(
    'minor-given',
    ['consent-keep', 'consent-withdraw', 'minor-parent-more'] as const,
    (key) => ({ key }),
    { title },
  )
  if (act === 'minor-parent-more') return inviteParent(d, code, title)
  const sure = data ? 'minor-withdraw-confirm' : 'consent-withdraw-confirm'
  if (act === 'consent-keep' || !(await d.confirm(sure, { title }, 'consent-withdraw-yes')))
    return void d.say('consent-kept')
  const { day } = await d.domain.consents.withdraw(d.actor, code)
  if (day) d.say('minor-withdrawn', { day })
  else d.say('consent-withdrawn', { title })
}

async function ownAgreement(d: Dialogue, code: string): Promise<Next | undefined> {
  const { title, version, text, hash, refusal } = await d.domain.consents.showDocument(
    d.actor,
    code,
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
    await d.domain.guardians.assent(d.actor, code, hash)
    d.say('minor-assented')
    return { flow: 'minor-consent', args: { ...d.args, assented: true } }
  }
  await d.domain.guardians.dissent(d.actor, code, hash)
  d.say('consent-refused', { refusal })
  return toMenu(d)
}

function toMenu(d: Dialogue): undefined {
  d.say('menu-title', {}, { menu: true })
}
