import { may } from '../../domain/shared/access.ts'
import { as, type FlowRoom, isMember } from '../room.ts'
import { code } from './code.ts'
import { invite } from './invite.ts'
import { link } from './link.ts'
import { settings } from './settings.ts'
import { start } from './start.ts'

/** Coming in, messengers, settings. */
export const people: FlowRoom = {
  flows: {
    start: { version: 1, run: start },
    code: { version: 1, run: code },
    link: { version: 1, run: link },
    settings: { version: 2, run: settings },
    invite: { version: 2, run: invite },
  },
  commands: {
    start: { flow: 'start', args: as('payload') },
    invite: { flow: 'invite', menu: (actor) => may(actor, 'invitation.issue') },
    link: { flow: 'link', menu: isMember },
    code: { flow: 'code', args: as('code') },
    settings: { flow: 'settings', menu: isMember },
  },
}
