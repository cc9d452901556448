import type { Label } from '../domain/deliveries/message.ts'
import type { Actor } from '../domain/shared/access.ts'
import { commands } from './index.ts'

/** An item of the main menu: data that each messenger draws in its own way. */
export interface MenuEntry {
  label: Label
  command: string
}

/** What people come for first, what they set once last; a command that is not named stands between. */
const first = [
  'plan',
  'school-plans',
  'road-map',
  'announce',
  'request-mentor',
  'my-pairs',
  'onboarding',
  'invite',
]
const last = ['mentor-profile', 'link', 'settings', 'consent', 'help']

/** The main menu for whoever this is: rows of one or two items. */
export function menuFor(actor: Actor): MenuEntry[][] {
  const entries = Object.entries(commands)
    .filter(([, command]) => command.menu?.(actor))
    .map(([name]) => ({ label: { key: `menu-${name}` }, command: name }))
    .sort((a, b) => rank(a.command) - rank(b.command))
  const rows: MenuEntry[][] = []
  for (let i = 0; i < entries.length; i += 2) rows.push(entries.slice(i, i + 2))
  return rows
}

function rank(command: string): number {
  const begins = first.indexOf(command)
  if (begins >= 0) return begins
  return first.length + 1 + last.indexOf(command)
}
