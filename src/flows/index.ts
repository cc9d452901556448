import type { Actor } from '../domain/shared/access.ts'
import type { Args, Flow } from './dialogue.ts'

/**
 * Every flow that a talk can be in. Raise `version` when the order of questions or calls changes:
 * talks of an older version restart politely from what was saved.
 */
export const flows: { [name: string]: { version: number; run: Flow } } = {}

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
export const commands: { [name: string]: Command } = {}
