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

/** What somebody of the sample municipality finds in the chat at first. */
export function greeting(member: CastMember, place: string): Message {
  const paired = Object.values(pair).some((id) => id === member.id)
  const args = { name: address(nameOf(member)), role: { key: `role-${member.role}` }, place }
  return {
    text: [
      { key: 'demo-greeting', args },
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

/** The link for the one who is not there yet, with the coordinator. */
export function invitationMessage(teacher: CastMember, links: readonly BotLink[]): Message {
  return {
    text: [
      {
        key: 'demo-invitation',
        args: { name: fullName(nameOf(teacher)), place: teacher.school ?? '' },
      },
      ...links.map(({ label, url }) => ({ key: 'people-link', args: { label, url } })),
    ],
  }
}
