import { type Actor, may } from '../../domain/shared/access.ts'
import { answerArgs, as, type FlowRoom } from '../room.ts'
import { answerRequest } from './answer-request.ts'
import { mentorProfile } from './mentor-profile.ts'
import { myPairs, withdrawRequest } from './my-pairs.ts'
import { requestMentor } from './request-mentor.ts'

/** Finding a mentor, being one. */
export const pairs: FlowRoom = {
  flows: {
    'request-mentor': { version: 2, run: requestMentor },
    'answer-request': { version: 1, run: answerRequest },
    'my-pairs': { version: 1, run: myPairs },
    'withdraw-request': { version: 2, run: withdrawRequest },
    'mentor-profile': { version: 1, run: mentorProfile },
  },
  commands: {
    'request-mentor': { flow: 'request-mentor', menu: (actor) => may(actor, 'pair.request') },
    'my-pairs': { flow: 'my-pairs', menu: hasPairs },
    accept: { flow: 'answer-request', args: answerArgs('accept') },
    decline: { flow: 'answer-request', args: answerArgs('decline') },
    withdraw: { flow: 'withdraw-request', args: as('request') },
    'mentor-profile': { flow: 'mentor-profile', menu: mayMentor },
  },
}

function hasPairs(actor: Actor): boolean {
  return may(actor, 'pair.request') || may(actor, 'pair.answer')
}

function mayMentor(actor: Actor): boolean {
  return may(actor, 'mentor.offer') || may(actor, 'mentor.join')
}
