import { may } from '../../domain/shared/access.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

/** Who is my mentor, who are my mentees, and what waits for an answer. */
export const myPairs: Flow = async (d) => {
  if (!(await maySayNames(d))) return
  const mine = await d.domain.pairs.listMine(d.actor)
  if (may(d.actor, 'pair.request')) sayOwnMentor(d, mine)
  if (may(d.actor, 'pair.answer')) sayMentees(d, mine)
}

type Mine = Awaited<ReturnType<Dialogue['domain']['pairs']['listMine']>>

function sayOwnMentor(d: Dialogue, { mentor, waiting }: Mine): void {
  if (mentor) {
    const { name, school, since } = mentor
    d.say('pairs-mentor', { name, school: school ?? '—', since })
  } else if (waiting) {
    const { requestId, name, asked } = waiting
    const label = { key: 'pair-withdraw' }
    d.say(
      'pairs-waiting',
      { name, asked },
      {
        buttons: [[{ label, command: 'withdraw', arg: String(requestId) }]],
      },
    )
  } else {
    const label = { key: 'pairs-find' }
    d.say('pairs-no-mentor', undefined, { buttons: [[{ label, command: 'request-mentor' }]] })
  }
}

function sayMentees(d: Dialogue, { mentees, asked }: Mine): void {
  d.say('pairs-mentees', { count: mentees.length })
  for (const { name, school, since } of mentees)
    d.say('pairs-mentee', { name, school: school ?? '—', since })
  for (const { requestId, name, school, subject, help, asked: day } of asked) {
    const arg = String(requestId)
    d.say(
      'pairs-asked',
      { name, school: school ?? '—', subject: subject || '—', help: help.join('; ') || '—', day },
      {
        buttons: [
          [
            { label: { key: 'pair-accept' }, command: 'accept', arg },
            { label: { key: 'pair-decline' }, command: 'decline', arg },
          ],
        ],
      },
    )
  }
}

/** A mentee takes the own request back. Argument `request`: its id. */
export const withdrawRequest: Flow = async (d) => {
  const asked = Number(d.args.request)
  const id = Number.isInteger(asked) ? asked : 0
  await d.domain.pairs.showOwnRequest(d.actor, id)
  if (!(await d.confirm('withdraw-confirm', undefined, 'withdraw-yes', 'withdraw-no'))) {
    d.say('withdraw-kept', undefined, { menu: true })
    return
  }
  const { name } = await d.domain.pairs.withdraw(d.actor, id)
  const label = { key: 'pair-ask-another' }
  d.say('withdraw-done', { name }, { buttons: [[{ label, command: 'request-mentor' }]] })
}
