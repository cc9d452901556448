import type { ConsentState } from '../../domain/consents/service.ts'
import { may } from '../../domain/shared/access.ts'
import { carried, nextOf } from '../after.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/**
 * One consent: its document as a message of its own with two buttons; a given one can be withdrawn.
 * Arguments: `code` of the text (absent: choose), `after`, the flow to go on with after an answer.
 */
export const consent: Flow = async (d) => {
  const states = await d.domain.consents.listStates(d.actor)
  const code = typeof d.args.code === 'string' ? d.args.code : null
  if (code === null) return choose(d, states)
  const state = states.find((one) => one.code === code)
  const standing = await d.domain.guardians.findStanding(d.actor, code)
  const given = state?.state === 'given' && state.current
  // Who has turned fourteen under a parent's consent has not answered yet.
  if (given && standing !== 'given' && standing !== 'own') return review(d, state)
  if (state?.version != null && !state.current && d.args.told !== true) {
    // Handed over so that the document stands in a message of its own.
    d.say('consent-text-changed', { title: state.title })
    return { flow: 'consent', args: { ...d.args, told: true } }
  }
  if (standing !== 'of-age' && standing !== 'may-be-minor')
    return { flow: 'minor-consent', args: { ...carried(d), code } }
  if (state?.until && d.args.told !== true) {
    d.say('consent-withdrawn-until', { day: state.until })
    return { flow: 'consent', args: { ...d.args, told: true } }
  }
  // There is no consent to withdraw, or to an older text; what was stored is to be destroyed all the same.
  const erasable = code === PERSONAL_DATA && state?.version != null && !state.until
  const minorAsk = standing === 'may-be-minor'
  const { title, version, text, hash, refusal } = await d.domain.consents.showDocument(
    d.actor,
    code,
  )
  const agreed = await d.prompt({
    key: 'consent-document',
    args: { title, version, text },
    options: [
      { label: { key: state?.until ? 'consent-restore' : 'consent-agree' } },
      { label: { key: state?.until ? 'consent-leave-withdrawn' : 'consent-disagree' } },
      ...(minorAsk ? [{ label: { key: 'consent-minor' } }] : []),
      ...(erasable ? [{ label: { key: 'consent-erase' } }] : []),
    ],
    back: 'none',
    cancel: false,
    stays: true,
  })
  if (agreed.type === 'option' && erasable && agreed.index === (minorAsk ? 3 : 2)) return erase(d)
  if (agreed.type === 'option' && agreed.index === 2)
    return { flow: 'minor-consent', args: { ...carried(d), code } }
  if (agreed.type === 'option' && agreed.index === 0) {
    const { restored } = await d.domain.consents.give(d.actor, code, hash)
    d.say(restored ? 'consent-restored' : 'consent-given', { title })
    return nextOf(d.args.after)
  }
  // Nothing to refuse: it stays withdrawn, and what was said of the destruction holds.
  if (state?.until) return d.say('consent-left-withdrawn')
  await d.domain.consents.refuse(d.actor, code, hash)
  d.say('consent-refused', { refusal })
  const after = nextOf(d.args.after)
  if (after?.flow === 'home')
    return { flow: 'home', args: { ...after.args, greeted: true, refused: true } }
  d.say('menu-title', {}, { menu: true })
}

/** The consent without which nothing personal is stored. */
const PERSONAL_DATA = 'personal-data'

async function choose(d: Dialogue, states: readonly ConsentState[]): Promise<Next | undefined> {
  const wards = await d.domain.wards.listWards(d.actor)
  const ofOthers = may(d.actor, 'consent.take')
  const reply = await d.prompt({
    key: 'consent-choose',
    options: [
      ...states.map(({ title, state }) => ({
        label: { key: 'consent-option', args: { title, state: { key: `consent-state-${state}` } } },
      })),
      ...wards.map(({ name, title, state }) => ({
        label: {
          key: 'ward-option',
          args: { name, title, state: { key: `consent-state-${state}` } },
        },
      })),
      ...(ofOthers ? [{ label: { key: 'paper-consent-open' } }] : []),
    ],
  })
  if (reply.type !== 'option') return undefined
  const ward = wards[reply.index - states.length]
  if (ward) return { flow: 'ward-consent', args: { child: ward.childId, code: ward.code } }
  if (reply.index >= states.length) return { flow: 'paper-consent', args: {} }
  const chosen = states[reply.index]
  return chosen && { flow: 'consent', args: { code: chosen.code } }
}

async function review(d: Dialogue, state: ConsentState): Promise<undefined> {
  const { title, at, version } = state
  const args = { title, day: (at ?? '').slice(0, 10), version: version ?? 0 }
  const words = state.byParent ? 'consent-review-parent' : 'consent-review'
  if (await d.confirm(words, args, 'consent-keep', 'consent-withdraw'))
    return void d.say('consent-kept')
  return withdraw(d, state)
}

/** What was stored before a refusal, or under a consent that counts no more. */
async function erase(d: Dialogue): Promise<undefined> {
  if (!(await d.confirm('consent-erase-confirm', {}, 'consent-erase-yes')))
    return void d.say('consent-kept')
  const { day } = await d.domain.consents.withdraw(d.actor, PERSONAL_DATA)
  const open = { label: { key: 'consent-open' }, command: 'consent', arg: PERSONAL_DATA }
  d.say('consent-erasing', { day: day ?? '' }, { buttons: [[open]] })
}

async function withdraw(d: Dialogue, { code, title }: ConsentState): Promise<undefined> {
  // What it means differs: without the one to personal data everything ends.
  const personal = code === PERSONAL_DATA
  const sure = personal ? 'consent-withdraw-confirm-personal-data' : 'consent-withdraw-confirm'
  if (!(await d.confirm(sure, { title }, 'consent-withdraw-yes'))) return void d.say('consent-kept')
  const { day } = await d.domain.consents.withdraw(d.actor, code)
  const restore = { label: { key: 'consent-restore' }, command: 'consent', arg: code }
  if (day) d.say('consent-withdrawn-personal-data', { day }, { buttons: [[restore]] })
  else d.say('consent-withdrawn', { title })
}
