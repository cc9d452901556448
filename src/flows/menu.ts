import type { Label } from '../domain/deliveries/message.ts'
import type { Actor } from '../domain/shared/access.ts'
import { commands } from './index.ts'

/** An item of the main menu: data that each messenger draws in its own way. */
export interface MenuEntry {
  label: Label
  command: string
}

/** The main menu for whoever this is: rows of one or two items, in the registry's order. */
export function menuFor(actor: Actor): MenuEntry[][] {
  const entries = Object.entries(commands)
    .filter(([, command]) => command.menu?.(actor))
    .map(([name]) => ({ label: { key: `menu-${name}` }, command: name }))
  const rows: MenuEntry[][] = []
  for (let i = 0; i < entries.length; i += 2) rows.push(entries.slice(i, i + 2))
  return rows
}
