import type { Actor } from '../domain/shared/access.ts'
import type { Args, Flow } from './dialogue.ts'

/** What a room of talks brings to the registry in index.ts. */
export interface FlowRoom {
  /**
   * Every flow that a talk can be in. Raise `version` when the order of questions or calls changes:
   * talks of an older version restart politely from what was saved.
   */
  flows: { [name: string]: { version: number; run: Flow } }
  /** What can be started at any time: by /name, a menu item, or a button of an older message. */
  commands: { [name: string]: Command }
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

/** The command's argument as the flow's argument of this name. */
export function as(name: string): (arg: string | undefined) => Args {
  return (arg) => (arg ? { [name]: arg } : {})
}

/** A button that answers a request: what was pressed, and the request's number. */
export function answerArgs(
  answer: 'accept' | 'approve' | 'decline',
): (arg: string | undefined) => Args {
  return (arg) => ({ answer, request: arg ?? '' })
}

/** For menus: whoever is somebody here. */
export function isMember(actor: Actor): boolean {
  return actor.personId !== null
}
