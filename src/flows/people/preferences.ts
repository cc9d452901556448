import { DomainError } from '../../domain/shared/errors.ts'
import type { Flow } from '../dialogue.ts'

/** Hours that most people choose. */
const usual = [
  { from: '22:00', to: '07:00' },
  { from: '20:00', to: '08:00' },
] as const

/** «Тихие часы»: when nothing comes but replies. */
export const quietHours: Flow = async (d) => {
  const reply = await d.prompt({
    key: 'quiet-ask',
    options: [
      ...usual.map((args) => ({ label: { key: 'quiet-usual', args } })),
      { label: { key: 'quiet-none' } },
    ],
    expects: { kind: 'text', max: 40 },
  })
  const hours = reply.type === 'option' ? (usual[reply.index] ?? null) : readHours(reply)
  if (hours === undefined) {
    d.say('error-quiet-hours')
    return { flow: 'quiet-hours', args: {} }
  }
  try {
    await d.domain.people.keepQuiet(d.actor, hours)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'quiet-hours') throw error
    d.say('error-quiet-hours')
    return { flow: 'quiet-hours', args: {} }
  }
  if (hours) d.say('quiet-kept', hours)
  else d.say('quiet-off')
}

/** «21–7», «с 21:30 до 7:00». @returns undefined when it is no hours */
function readHours(reply: { type: string; text?: string }) {
  const found = /(\d{1,2})(?:[:.](\d{2}))?\D+?(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(reply.text ?? '')
  if (!found) return undefined
  const [, from = '', fromMinutes = '00', to = '', toMinutes = '00'] = found
  return {
    from: `${from.padStart(2, '0')}:${fromMinutes}`,
    to: `${to.padStart(2, '0')}:${toMinutes}`,
  }
}

/** «Как к вам обращаться»: by name and patronymic, or by the first name. */
export const addressForm: Flow = async (d) => {
  const { address } = await d.domain.people.showProfile(d.actor)
  const by = await d.choose(
    'address-ask',
    ['patronymic', 'first'] as const,
    (one) => ({ key: `address-${one}` }),
    { address },
  )
  await d.domain.people.addressBy(d.actor, by === 'first' ? 'first' : null)
  const profile = await d.domain.people.showProfile(d.actor)
  d.say('address-set', { address: profile.address })
}
