import { type Actor, may } from '../../domain/shared/access.ts'
import type { Args } from '../dialogue.ts'
import { as, type FlowRoom } from '../room.ts'
import { board } from './board.ts'
import { judge } from './judge.ts'
import { loadPlan } from './load-plan.ts'
import { news } from './news.ts'
import { schoolPlan } from './school-plan.ts'
import { schoolPlans as plans } from './school-plans.ts'
import { sendTemplate } from './send-template.ts'

/** Schools' plans: sent as a road map, adapted, approved. */
export const schoolPlans: FlowRoom = {
  flows: {
    'school-plans': { version: 1, run: plans },
    'plan-board': { version: 1, run: board },
    'send-template': { version: 1, run: sendTemplate },
    'school-plan': { version: 1, run: schoolPlan },
    'judge-plan': { version: 1, run: judge },
    'load-plan': { version: 1, run: loadPlan },
    'plan-news': { version: 1, run: news },
  },
  commands: {
    'school-plans': { flow: 'school-plans', menu: seesPlans },
    'school-plan': { flow: 'school-plan', args: idArgs },
    'approve-plan': { flow: 'judge-plan', args: judgeArgs('approve') },
    'return-plan': { flow: 'judge-plan', args: judgeArgs('return') },
    'plan-board': { flow: 'plan-board', args: as('map') },
  },
}

/** `id` is a plan's number. */
function idArgs(arg: string | undefined): Args {
  return { id: Number(arg ?? 0) || 0 }
}

function judgeArgs(act: 'approve' | 'return'): (arg: string | undefined) => Args {
  return (arg) => ({ ...idArgs(arg), act })
}

function seesPlans(actor: Actor): boolean {
  return may(actor, 'road-map.approve') || may(actor, 'road-map.adapt')
}
