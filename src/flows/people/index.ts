import { may } from '../../domain/shared/access.ts'
import { answerArgs, as, type FlowRoom, isMember } from '../room.ts'
import { answerNewcomer } from './answer-newcomer.ts'
import { code } from './code.ts'
import { duplicates } from './duplicates.ts'
import { invite } from './invite.ts'
import { inviteList } from './invite-list.ts'
import { inviteWithdraw } from './invite-withdraw.ts'
import { answerTransfer, members, myRoles } from './leaving.ts'
import { link } from './link.ts'
import { newcomer } from './newcomer.ts'
import { addressForm, quietHours } from './preferences.ts'
import { schoolPoster } from './school-poster.ts'
import { settings } from './settings.ts'
import { start } from './start.ts'

/** Coming in, messengers, settings. */
export const people: FlowRoom = {
  flows: {
    start: { version: 1, run: start },
    code: { version: 1, run: code },
    link: { version: 1, run: link },
    settings: { version: 3, run: settings },
    invite: { version: 4, run: invite },
    'invite-withdraw': { version: 1, run: inviteWithdraw },
    'invite-list': { version: 1, run: inviteList },
    'school-poster': { version: 1, run: schoolPoster },
    duplicates: { version: 1, run: duplicates },
    'quiet-hours': { version: 1, run: quietHours },
    address: { version: 1, run: addressForm },
    'my-roles': { version: 2, run: myRoles },
    'answer-transfer': { version: 1, run: answerTransfer },
    members: { version: 2, run: members },
    newcomer: { version: 1, run: newcomer },
    'answer-newcomer': { version: 1, run: answerNewcomer },
  },
  commands: {
    start: { flow: 'start', args: as('payload') },
    invite: { flow: 'invite', menu: (actor) => may(actor, 'invitation.issue') },
    duplicates: { flow: 'duplicates' },
    'my-roles': { flow: 'my-roles' },
    members: { flow: 'members', menu: (actor) => may(actor, 'membership.end') },
    'transfer-approve': { flow: 'answer-transfer', args: answerArgs('approve') },
    'transfer-decline': { flow: 'answer-transfer', args: answerArgs('decline') },
    'newcomer-approve': { flow: 'answer-newcomer', args: answerArgs('approve') },
    'newcomer-decline': { flow: 'answer-newcomer', args: answerArgs('decline') },
    link: { flow: 'link', menu: isMember },
    code: { flow: 'code', args: as('code') },
    settings: { flow: 'settings', menu: isMember },
  },
}
