import type { Args } from '../args.ts'
import type { Core } from '../core.ts'
import { badRequest } from '../errors.ts'
import { botUser } from '../objects.ts'

interface Command {
  command: string
  description: string
}

export function getMe(core: Core): Record<string, unknown> {
  return {
    ...botUser(core),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }
}

export function setMyCommands(core: Core, args: Args): true {
  const given = args.json('commands', "can't parse commands JSON object") ?? []
  if (!Array.isArray(given)) throw badRequest('expected an Array of BotCommand')
  if (given.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  core.state.commands[scope(args)] = given.map(readCommand)
  core.changed()
  return true
}

function readCommand(value: unknown): Command {
  const { command, description } = (value ?? {}) as Record<string, unknown>
  for (const [field, text] of Object.entries({ command, description }))
    if (typeof text !== 'string')
      throw badRequest(`can't parse BotCommand: Can't find field "${field}"`)
  const name = String(command).replace(/^\//, '')
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID')
  const text = String(description).trim()
  if (text === '') throw badRequest('command description must be non-empty')
  if (text.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command: name, description: text }
}

export function getMyCommands(core: Core, args: Args): Command[] {
  return core.state.commands[scope(args)] ?? []
}

export function deleteMyCommands(core: Core, args: Args): true {
  delete core.state.commands[scope(args)]
  core.changed()
  return true
}

function scope(args: Args): string {
  const value = args.json('scope', "can't parse BotCommandScope JSON object") ?? { type: 'default' }
  return `${JSON.stringify(value)} ${args.text('language_code')}`
}

/** setMyName and its kin: kept, and told back by the get method of the same field. */
export function profileSetter(field: string): (core: Core, args: Args) => true {
  return (core, args) => {
    core.state.profile[`${field} ${args.text('language_code')}`] = args.text(field)
    core.changed()
    return true
  }
}

export function profileGetter(field: string): (core: Core, args: Args) => Record<string, unknown> {
  return (core, args) => {
    const fallback = field === 'name' ? core.bot.name : ''
    return { [field]: core.state.profile[`${field} ${args.text('language_code')}`] ?? fallback }
  }
}

export function setChatMenuButton(core: Core, args: Args): true {
  const button = args.json('menu_button', "can't parse menu button JSON object")
  core.state.profile[`menu ${args.text('chat_id')}`] = button ?? { type: 'default' }
  return true
}

export function getChatMenuButton(core: Core, args: Args): unknown {
  return core.state.profile[`menu ${args.text('chat_id')}`] ?? { type: 'commands' }
}
