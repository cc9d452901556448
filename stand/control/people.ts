import { type CastMember, cast, type MessengerName } from '../cast.ts'
import { Refusal } from './refusal.ts'

export const messengerTitles: Record<MessengerName, string> = {
  telegram: 'Telegram',
  vk: 'ВКонтакте',
}

/** The platform's user id behind `as`; refuses an unknown cast id and a person without that account. */
export function userId(messenger: MessengerName, as: string | number): number {
  if (typeof as === 'number') return as
  const member = cast.find((person) => person.id === as)
  if (!member) {
    const known = cast.map((person) => person.id).join(', ')
    throw new Refusal(404, `На стенде нет человека «${as}». Есть: ${known}.`)
  }
  const id = member[messenger]
  if (id === undefined) {
    const name = `${member.name.last} ${member.name.first}`
    throw new Refusal(
      409,
      `У человека «${name}» нет учётной записи: ${messengerTitles[messenger]}.`,
    )
  }
  return id
}

/** Cast members who have an account in the messenger, with its user id. */
export function accounts(messenger: MessengerName): { member: CastMember; id: number }[] {
  return cast.flatMap((member) => {
    const id = member[messenger]
    return id === undefined ? [] : [{ member, id }]
  })
}
