import type { Message } from '../domain/deliveries/message.ts'
import { address, fullName } from '../domain/shared/names.ts'
import type { BotLink } from '../domain/shared/room.ts'
import type { CastMember } from './cast.ts'
import { pair } from './story.ts'

const nameOf = ({ name }: CastMember) => ({
  lastName: name.last,
  firstName: name.first,
  patronymic: name.patronymic,
})

/** What somebody of the sample municipality finds in the chat at first; `named`: names may be said there. */
export function greeting(member: CastMember, place: string, named: boolean): Message {
  const paired = Object.values(pair).some((id) => id === member.id)
  const args = { role: { key: `role-${member.role}` }, place }
  return {
    text: [
      named
        ? { key: 'demo-greeting', args: { ...args, name: address(nameOf(member)) } }
        : { key: 'demo-greeting-unnamed', args },
      { text: '' },
      { key: `demo-try-${paired ? 'paired' : member.role}` },
    ],
    menu: true,
  }
}

/** What the bot says in a group chat that it has come to. */
export const groupGreeting: Message = {
  text: [{ key: 'group-joined' }],
  buttons: [[{ label: { key: 'group-register' }, command: 'register' }]],
}

/** The link for the one who is not there yet, with the coordinator; `named` as in `greeting`. */
export function invitationMessage(
  teacher: CastMember,
  links: readonly BotLink[],
  named: boolean,
): Message {
  const place = teacher.school ?? ''
  return {
    text: [
      named
        ? { key: 'demo-invitation', args: { place, name: fullName(nameOf(teacher)) } }
        : { key: 'demo-invitation-unnamed', args: { place } },
      ...links.map(({ label, url }) => ({ key: 'people-link', args: { label, url } })),
    ],
  }
}
