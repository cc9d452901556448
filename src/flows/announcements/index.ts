import { may } from '../../domain/shared/access.ts'
import type { FlowRoom } from '../room.ts'
import { announce } from './announce.ts'
import { groupArgs, groupJoined, registerChat } from './register-chat.ts'

/** Announcements and the chats they go to. */
export const announcements: FlowRoom = {
  flows: {
    announce: { version: 2, run: announce },
    'register-chat': { version: 1, run: registerChat },
    'group-joined': { version: 1, run: groupJoined },
  },
  commands: {
    announce: { flow: 'announce', menu: (actor) => may(actor, 'announcement.publish') },
    register: { flow: 'register-chat', args: groupArgs, group: true },
    'group-joined': { flow: 'group-joined', group: true },
  },
}
