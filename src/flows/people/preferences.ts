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

/** An hour of the day, with its minutes and its part of the day. */
const hour = /(\d{1,2})(?:[:.](\d{2}))?(?:\s*час(?:а|ов)?)?(?:\s*(утра|дня|вечера|ночи))?/.source
const hours = new RegExp(`^\\D*?${hour}\\D+?${hour}[\\s.]*$`)

/** «21–7», «с 21:30 до 7:00», «с 9 вечера до 7 утра». @returns undefined when it is no hours */
function readHours(reply: { type: string; text?: string }) {
  const found = hours.exec((reply.text ?? '').toLowerCase())
  if (!found) return undefined
  const [, from, fromMinutes, fromPart, to, toMinutes, toPart] = found
  return { from: clock(from, fromMinutes, fromPart), to: clock(to, toMinutes, toPart) }
}

/** HH:MM. «9 вечера» is 21, «12 ночи» is 0, «11 ночи» is 23. */
function clock(given = '', minutes = '00', part = ''): string {
  const number = Number(given)
  const late = part === 'дня' || part === 'вечера' || (part === 'ночи' && number > 6)
  const said = late && number < 12 ? number + 12 : part === 'ночи' && number === 12 ? 0 : number
  return `${String(said).padStart(2, '0')}:${minutes}`
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
