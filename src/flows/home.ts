import type { Dialogue, Flow, Next } from './dialogue.ts'

/** Where a known person arrives: greeting, consent if it is due, what to fill in, the menu. */
export const home: Flow = async (d): Promise<Next | undefined> => {
  const profile = await d.domain.people.showProfile(d.actor)
  const accepted = typeof d.args.accepted === 'string' ? d.args.accepted : null
  const name = profile.address
  if (accepted)
    d.say(name ? 'start-accepted' : 'start-accepted-nameless', {
      role: { key: `role-${accepted}` },
      name,
    })
  const due = await d.domain.consents.findDue(d.actor)
  if (due)
    return {
      flow: 'consent',
      args: { code: due, after: { flow: 'home', args: { greeted: !!accepted } } },
    }
  const ward = (await d.domain.wards.listWards(d.actor)).find((one) => one.due)
  if (ward)
    return {
      flow: 'ward-consent',
      args: {
        child: ward.childId,
        code: ward.code,
        after: { flow: 'home', args: { greeted: true } },
      },
    }
  if (!accepted && d.args.greeted !== true)
    d.say(name ? 'start-greeting' : 'start-greeting-nameless', { name })
  // Whoever has just refused was told what it means.
  if (d.args.refused !== true) await offerQuestionnaire(d)
  d.say('menu-title', {}, { menu: true })
  return undefined
}

async function offerQuestionnaire(d: Dialogue): Promise<void> {
  const states = await d.domain.consents.listStates(d.actor)
  const consent = states.find(({ code }) => code === 'personal-data')
  if (consent && consent.state !== 'given') {
    const label = { key: 'consent-open' }
    const args = { code: 'personal-data' }
    d.say(
      'start-without-consent',
      {},
      { buttons: [[{ label, command: 'consent', arg: args.code }]] },
    )
    return
  }
  const [asked] = await d.domain.replies.listWaiting(d.actor)
  if (asked) {
    const { id, title, due } = asked
    const label = { key: 'campaign-answer' }
    d.say(
      'campaign-waits',
      { title, due },
      { buttons: [[{ label, command: 'answer', arg: String(id) }]] },
    )
  }
  const half = await d.domain.questionnaires.findHalfDone(d.actor)
  const offered = half ?? (await d.domain.questionnaires.listOffered(d.actor))[0]
  if (!offered || offered.state === 'done') return
  const { code, title, answered, total } = offered
  const key = offered.state === 'half' ? 'questionnaire-half-done' : 'questionnaire-offer'
  const label = {
    key: offered.state === 'half' ? 'questionnaire-continue' : 'questionnaire-begin',
  }
  d.say(
    key,
    { title, answered, total },
    { buttons: [[{ label, command: 'questionnaire', arg: code }]] },
  )
}
