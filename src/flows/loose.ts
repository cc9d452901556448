import type { Label } from '../domain/deliveries/message.ts'
import { type Actor, may } from '../domain/shared/access.ts'
import { readCode } from '../domain/shared/codes.ts'
import type { Next, Question } from './dialogue.ts'
import { commands } from './index.ts'
import { menuFor } from './menu.ts'
import { fold } from './screen.ts'

/** A text of so many characters and lines that comes unasked is no remark but a pasted road map. */
const pastedLength = 200
const pastedLines = 3

/**
 * Text that is no answer to a question may still be something we know: an item of the menu, a link
 * code, a pasted road map.
 * @param open the question that it does not answer; what is likely in answers to it is left to it
 */
export function looseCommand(
  text: string,
  actor: Actor,
  say: (label: Label) => string,
  open?: Question,
): Next | null {
  const said = text.trim()
  const name = menuItem(fold(said), actor, say)
  const command = name === null ? undefined : commands[name]
  if (command) return { flow: command.flow, args: command.args?.(undefined) ?? {} }
  if (isCode(said, open)) return { flow: 'code', args: { code: said } }
  if (isPasted(said, actor, open)) return { flow: 'pasted-text', args: { text: said } }
  return null
}

/** The command whose words these are, on the menu or as people say them. */
function menuItem(said: string, actor: Actor, say: (label: Label) => string): string | null {
  for (const { label, command } of menuFor(actor).flat())
    if (fold(say(label)) === said) return command
  for (const entry of say({ key: 'menu-typed' }).split(';')) {
    const [name = '', ways = ''] = entry.split(':').map((part) => part.trim())
    const shown = commands[name]?.menu
    if (shown && !shown(actor)) continue
    if (ways.split(',').some((way) => fold(way) === said)) return name
  }
  return null
}

function isCode(said: string, open?: Question): boolean {
  if (open) return /[a-z]/i.test(said) && readCode(said)?.type === 'link'
  return /^[A-Za-z0-9]{3,4}[- ]?[A-Za-z0-9]{3,4}$/.test(said) && /\d/.test(said)
}

function isPasted(said: string, actor: Actor, open?: Question): boolean {
  const lines = said.split('\n')
  if (lines.filter((line) => line.includes('\t')).length >= 2) return may(actor, 'road-map.import')
  // A long answer to a question that takes text is an answer.
  if (open?.expects) return false
  return lines.length >= pastedLines && said.length > pastedLength
}
