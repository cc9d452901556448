import { type Actor, may } from '../domain/shared/access.ts'
import { code } from './code.ts'
import { consent } from './consent.ts'
import type { Args, Flow } from './dialogue.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { invite } from './invite.ts'
import { link } from './link.ts'
import { questionnaire } from './questionnaire.ts'
import { settings } from './settings.ts'
import { start } from './start.ts'

/**
 * Every flow that a talk can be in. Raise `version` when the order of questions or calls changes:
 * talks of an older version restart politely from what was saved.
 */
export const flows: { [name: string]: { version: number; run: Flow } } = {
  start: { version: 1, run: start },
  code: { version: 1, run: code },
  home: { version: 1, run: home },
  consent: { version: 1, run: consent },
  questionnaire: { version: 1, run: questionnaire },
  link: { version: 1, run: link },
  settings: { version: 1, run: settings },
  invite: { version: 1, run: invite },
  help: { version: 1, run: help },
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
  start: { flow: 'start', args: (payload) => (payload ? { payload } : {}) },
  onboarding: { flow: 'questionnaire', menu: fillsIn },
  questionnaire: { flow: 'questionnaire', args: (code) => (code ? { code } : {}) },
  invite: { flow: 'invite', menu: (actor) => may(actor, 'invitation.issue') },
  link: { flow: 'link', menu: isMember },
  code: { flow: 'code', args: (code) => (code ? { code } : {}) },
  settings: { flow: 'settings', menu: isMember },
  consent: { flow: 'consent', args: (code) => (code ? { code } : {}), menu: isMember },
  help: { flow: 'help', menu: () => true },
}

function isMember(actor: Actor): boolean {
  return actor.personId !== null
}

/** The roles that questionnaires are offered to. */
function fillsIn(actor: Actor): boolean {
  return actor.roles.some(({ role }) => ['teacher', 'mentor', 'mentee'].includes(role))
}
