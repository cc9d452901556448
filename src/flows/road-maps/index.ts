import { type Actor, may } from '../../domain/shared/access.ts'
import type { Args } from '../dialogue.ts'
import { answerArgs, as, type FlowRoom } from '../room.ts'
import { assignment, assignmentArgs } from './assignment.ts'
import { calendar } from './calendar.ts'
import { checks, event } from './checks.ts'
import { doubts } from './doubts.ts'
import { evidence } from './evidence.ts'
import { importPasted, importRoadMap } from './import-road-map.ts'
import { answerMove, moves } from './moves.ts'
import { nextPlan, nextPlanArgs, noNextPlan } from './next-plan.ts'
import { plan } from './plan.ts'
import { planExport } from './plan-export.ts'
import { planGroups } from './plan-groups.ts'
import { planViews } from './plan-views.ts'
import { responsibles } from './responsibles.ts'
import { row, rowArgs } from './row.ts'
import { undated } from './undated.ts'

/** The plan: read from a file, looked at, answered for. */
export const roadMaps: FlowRoom = {
  flows: {
    'road-map-file': { version: 2, run: importRoadMap },
    'pasted-text': { version: 2, run: importPasted },
    doubts: { version: 1, run: doubts },
    row: { version: 2, run: row },
    responsibles: { version: 1, run: responsibles },
    checks: { version: 1, run: checks },
    evidence: { version: 1, run: evidence },
    moves: { version: 2, run: moves },
    'answer-move': { version: 1, run: answerMove },
    event: { version: 1, run: event },
    undated: { version: 2, run: undated },
    plan: { version: 3, run: plan },
    'plan-views': { version: 1, run: planViews },
    calendar: { version: 1, run: calendar },
    'next-plan': { version: 1, run: nextPlan },
    'no-next-plan': { version: 1, run: noNextPlan },
    'plan-groups': { version: 1, run: planGroups },
    'plan-export': { version: 1, run: planExport },
    assignment: { version: 4, run: assignment },
  },
  commands: {
    plan: { flow: 'plan', args: as('view'), menu: seesPlan },
    late: { flow: 'plan', args: () => ({ view: 'late' }) },
    export: { flow: 'plan-export' },
    calendar: { flow: 'calendar' },
    'next-plan': { flow: 'next-plan', args: nextPlanArgs },
    'no-next-plan': { flow: 'no-next-plan', args: nextPlanArgs },
    'road-map': { flow: 'road-map-file', menu: (actor) => may(actor, 'road-map.edit') },
    doubts: { flow: 'doubts' },
    row: { flow: 'row', args: rowArgs },
    responsibles: { flow: 'responsibles' },
    checks: { flow: 'checks' },
    undated: { flow: 'undated' },
    done: { flow: 'assignment', args: assignmentArgs('done') },
    show: { flow: 'assignment', args: assignmentArgs('show') },
    later: { flow: 'assignment', args: assignmentArgs('later') },
    undo: { flow: 'assignment', args: assignmentArgs('undo') },
    note: { flow: 'assignment', args: assignmentArgs('note') },
    proof: { flow: 'assignment', args: assignmentArgs('proof') },
    evidence: { flow: 'evidence', args: as('id') },
    work: { flow: 'moves', args: moveArgs('start') },
    move: { flow: 'moves', args: moveArgs('move') },
    drop: { flow: 'moves', args: moveArgs('drop') },
    'ask-move': { flow: 'moves', args: moveArgs('ask-move') },
    'approve-move': { flow: 'answer-move', args: answerArgs('approve') },
    'decline-move': { flow: 'answer-move', args: answerArgs('decline') },
  },
}

/** `id` is an assignment's number. */
function moveArgs(act: string): (arg: string | undefined) => Args {
  return (arg) => ({ act, id: Number(arg ?? 0) || 0 })
}

function seesPlan(actor: Actor): boolean {
  return may(actor, 'road-map.view')
}
