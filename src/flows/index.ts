import { type Actor, may } from '../domain/shared/access.ts'
import { announce } from './announce.ts'
import { answerRequest } from './answer-request.ts'
import { assignment, assignmentArgs } from './assignment.ts'
import { away } from './away.ts'
import { calendar } from './calendar.ts'
import { checks, event } from './checks.ts'
import { code } from './code.ts'
import { consent } from './consent.ts'
import type { Args, Flow } from './dialogue.ts'
import { doubts } from './doubts.ts'
import { evidence } from './evidence.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { importPasted, importRoadMap } from './import-road-map.ts'
import { invite } from './invite.ts'
import { link } from './link.ts'
import { mentorProfile } from './mentor-profile.ts'
import { minorConsent } from './minor-consent.ts'
import { answerMove, moves } from './moves.ts'
import { acts, myData } from './my-data.ts'
import { myPairs, withdrawRequest } from './my-pairs.ts'
import { nextPlan, nextPlanArgs, noNextPlan } from './next-plan.ts'
import { paperConsent } from './paper-consent.ts'
import { plan } from './plan.ts'
import { planExport } from './plan-export.ts'
import { planGroups } from './plan-groups.ts'
import { planViews } from './plan-views.ts'
import { questionnaire } from './questionnaire.ts'
import { groupArgs, groupJoined, registerChat } from './register-chat.ts'
import { reminderPolicy } from './reminder-policy.ts'
import { requestMentor } from './request-mentor.ts'
import { responsibles } from './responsibles.ts'
import { row, rowArgs } from './row.ts'
import { settings } from './settings.ts'
import { start } from './start.ts'
import { undated } from './undated.ts'

import { wardConsent } from './ward-consent.ts'

/**
 * Every flow that a talk can be in. Raise `version` when the order of questions or calls changes:
 * talks of an older version restart politely from what was saved.
 */
export const flows: { [name: string]: { version: number; run: Flow } } = {
  start: { version: 1, run: start },
  code: { version: 1, run: code },
  home: { version: 1, run: home },
  consent: { version: 2, run: consent },
  'minor-consent': { version: 1, run: minorConsent },
  'ward-consent': { version: 1, run: wardConsent },
  'my-data': { version: 1, run: myData },
  acts: { version: 1, run: acts },
  'paper-consent': { version: 1, run: paperConsent },
  questionnaire: { version: 2, run: questionnaire },
  link: { version: 1, run: link },
  settings: { version: 2, run: settings },
  invite: { version: 2, run: invite },
  help: { version: 1, run: help },
  'road-map-file': { version: 2, run: importRoadMap },
  'pasted-text': { version: 1, run: importPasted },
  doubts: { version: 1, run: doubts },
  row: { version: 2, run: row },
  responsibles: { version: 1, run: responsibles },
  checks: { version: 1, run: checks },
  evidence: { version: 1, run: evidence },
  away: { version: 1, run: away },
  'reminder-policy': { version: 1, run: reminderPolicy },
  moves: { version: 1, run: moves },
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
  assignment: { version: 3, run: assignment },
  'request-mentor': { version: 2, run: requestMentor },
  'answer-request': { version: 1, run: answerRequest },
  'my-pairs': { version: 1, run: myPairs },
  'withdraw-request': { version: 2, run: withdrawRequest },
  'mentor-profile': { version: 1, run: mentorProfile },
  announce: { version: 2, run: announce },
  'register-chat': { version: 1, run: registerChat },
  'group-joined': { version: 1, run: groupJoined },
}

export interface Command {
  flow: string
  /** Arguments of the flow from the command's argument. */
  args?: (arg: string | undefined) => Args
  /** Shown in the main menu, with the label `menu-<name>`, to whom this says. */
  menu?: (actor: Actor) => boolean
  /** May be given in a group chat. */
  group?: boolean
}

/** What can be started at any time: by /name, a menu item, or a button of an older message. */
export const commands: { [name: string]: Command } = {
  start: { flow: 'start', args: as('payload') },
  'request-mentor': { flow: 'request-mentor', menu: (actor) => may(actor, 'pair.request') },
  'my-pairs': { flow: 'my-pairs', menu: hasPairs },
  accept: { flow: 'answer-request', args: answerArgs('accept') },
  decline: { flow: 'answer-request', args: answerArgs('decline') },
  withdraw: { flow: 'withdraw-request', args: as('request') },
  'mentor-profile': { flow: 'mentor-profile', menu: mayMentor },
  announce: { flow: 'announce', menu: (actor) => may(actor, 'announcement.publish') },
  register: { flow: 'register-chat', args: groupArgs, group: true },
  'group-joined': { flow: 'group-joined', group: true },
  onboarding: { flow: 'questionnaire', menu: fillsIn },
  questionnaire: { flow: 'questionnaire', args: as('code') },
  invite: { flow: 'invite', menu: (actor) => may(actor, 'invitation.issue') },
  link: { flow: 'link', menu: isMember },
  code: { flow: 'code', args: as('code') },
  settings: { flow: 'settings', menu: isMember },
  'my-data': { flow: 'my-data' },
  'paper-consent': { flow: 'paper-consent' },
  consent: { flow: 'consent', args: as('code'), menu: isMember },
  plan: { flow: 'plan', args: as('view'), menu: seesPlan },
  late: { flow: 'plan', args: () => ({ view: 'late' }) },
  export: { flow: 'plan-export' },
  calendar: { flow: 'calendar' },
  'next-plan': { flow: 'next-plan', args: nextPlanArgs },
  'no-next-plan': { flow: 'no-next-plan', args: nextPlanArgs },
  'road-map': { flow: 'road-map-file', menu: (actor) => may(actor, 'road-map.import') },
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
  away: { flow: 'away' },
  reminders: { flow: 'reminder-policy' },
  work: { flow: 'moves', args: moveArgs('start') },
  move: { flow: 'moves', args: moveArgs('move') },
  drop: { flow: 'moves', args: moveArgs('drop') },
  'ask-move': { flow: 'moves', args: moveArgs('ask-move') },
  'approve-move': { flow: 'answer-move', args: answerArgs('approve') },
  'decline-move': { flow: 'answer-move', args: answerArgs('decline') },
  help: { flow: 'help', menu: () => true },
}

/** The command's argument as the flow's argument of this name. */
function as(name: string): (arg: string | undefined) => Args {
  return (arg) => (arg ? { [name]: arg } : {})
}

/** `id` is an assignment's number. */
function moveArgs(act: string): (arg: string | undefined) => Args {
  return (arg) => ({ act, id: Number(arg ?? 0) || 0 })
}

function answerArgs(answer: 'accept' | 'approve' | 'decline'): (arg: string | undefined) => Args {
  return (arg) => ({ answer, request: arg ?? '' })
}

function hasPairs(actor: Actor): boolean {
  return may(actor, 'pair.request') || may(actor, 'pair.answer')
}

function mayMentor(actor: Actor): boolean {
  return may(actor, 'mentor.offer') || may(actor, 'mentor.join')
}

function seesPlan(actor: Actor): boolean {
  return may(actor, 'road-map.view')
}

function isMember(actor: Actor): boolean {
  return actor.personId !== null
}

/** The roles that questionnaires are offered to. */
function fillsIn(actor: Actor): boolean {
  return actor.roles.some(({ role }) => ['teacher', 'mentor', 'mentee'].includes(role))
}
