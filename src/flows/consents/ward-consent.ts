import type { Ward } from '../../domain/guardians/wards.ts'
import { nextOf } from '../after.ts'
import type { Args, Dialogue, Flow, Next } from '../dialogue.ts'
import { goElsewhere } from './my-data.ts'

const PERSONAL_DATA = 'personal-data'

/** The arguments of a button's «12.publication»: the child's number and the text. */
export function wardArgs(arg: string | undefined): Args {
  const [child = '', code = PERSONAL_DATA] = (arg ?? '').split('.')
  return { child: Number(child), code }
}

/**
 * A parent's consent for a child. Arguments: `child`, the child's number; `code` of the text; `after`, as of the
 * consent.
 */
export const wardConsent: Flow = async (d): Promise<Next | undefined> => {
  const { here, linked } = await d.domain.people.showPersonalRoute(d.actor)
  const childId = Number(d.args.child)
  const code = typeof d.args.code === 'string' ? d.args.code : PERSONAL_DATA
  if (!here) return goElsewhere(d, linked, { command: 'ward-consent', arg: `${childId}.${code}` })
  const wards = await d.domain.wards.listWards(d.actor)
  const ward = wards.find((one) => one.childId === childId && one.code === code)
  if (!ward) return void d.say('error-ward-unknown')
  if (ward.state === 'given' && ward.current) return review(d, ward)
  if (ward.state !== 'none' && !ward.current && d.args.told !== true) {
    // Handed over so that the document stands in a message of its own.
    d.say('consent-text-changed', { title: ward.title })
    return { flow: 'ward-consent', args: { ...d.args, told: true } }
  }
  return answer(d, ward)
}

async function answer(d: Dialogue, ward: Ward): Promise<Next | undefined> {
  const { childId, name, code, state } = ward
  // There is no consent to withdraw; what was stored of the child is to be destroyed all the same.
  const ended = code === PERSONAL_DATA && (state === 'refused' || state === 'superseded')
  const { title, version, text, hash } = await d.domain.wards.showDocument(d.actor, childId, code)
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
  if (agreed.type === 'option' && agreed.index === 2) return erase(d, ward)
  if (agreed.type === 'option' && agreed.index === 0) {
    if (ward.childFirst) {
      await d.domain.wards.askChild(d.actor, childId, code)
      return void d.say('ward-child-first', { name })
    }
    await d.domain.wards.give(d.actor, childId, code, hash)
    d.say(wordsOf('ward-given', code), { name, title })
  } else {
    await d.domain.wards.refuse(d.actor, childId, code, hash)
    d.say(wordsOf('ward-refused', code), { name, title })
  }
  const after = nextOf(d.args.after)
  if (after) return after
  d.say('menu-title', {}, { menu: true })
  return undefined
}

/** The words of the consent that everything rests on differ from those of the others. */
function wordsOf(key: string, code: string): string {
  return code === PERSONAL_DATA ? key : `${key}-other`
}

async function review(d: Dialogue, { childId, name, code, title }: Ward): Promise<undefined> {
  const words = { name, title }
  if (await d.confirm('ward-review', words, 'consent-keep', 'consent-withdraw'))
    return void d.say('consent-kept')
  const sure = wordsOf('ward-withdraw-confirm', code)
  if (!(await d.confirm(sure, words, 'consent-withdraw-yes'))) return void d.say('consent-kept')
  const { day } = await d.domain.wards.withdraw(d.actor, childId, code)
  d.say(wordsOf('ward-withdrawn', code), { ...words, day: day ?? '' })
}

/** What was stored before a refusal, or under a consent that counts no more. */
async function erase(d: Dialogue, { childId, name }: Ward): Promise<undefined> {
  if (!(await d.confirm('ward-erase-confirm', { name }, 'consent-erase-yes')))
    return void d.say('consent-kept')
  const { day } = await d.domain.wards.withdraw(d.actor, childId, PERSONAL_DATA)
  d.say('ward-erasing', { name, day: day ?? '' })
}
