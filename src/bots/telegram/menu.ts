import { Menu } from '@grammyjs/menu'
import { Api, type Bot, Context } from 'grammy'
import type { MenuItem } from '../content.ts'
import type { Incoming } from '../messenger.ts'
import { tapEnvelope } from './translate.ts'

/** A context that collects events; when a menu is being sent it carries the menu's items. */
export type MenuContext = Context & { collected: Incoming[]; menuItems?: MenuItem[][] }

/**
 * The main menu: drawn and read by @grammyjs/menu from the flows' menu data. It writes nothing; a
 * press becomes a command of the talk. An outdated menu asks for a fresh one.
 */
export function mainMenu(menuOf: (userId: string) => Promise<MenuItem[][]>): Menu<MenuContext> {
  const menu = new Menu<MenuContext>('main', {
    autoAnswer: false,
    onMenuOutdated: (ctx) => collectCommand(ctx, 'menu'),
  })
  menu.dynamic(async (ctx, range) => {
    const items = ctx.menuItems ?? (await menuOf(String(ctx.from?.id ?? '')))
    for (const row of items) {
      for (const { label, command } of row) {
        // The command is the payload: an older menu with other rows cannot be mistaken for this one.
        range.text({ text: label, payload: command }, (pressed) => collectCommand(pressed, command))
      }
      range.row()
    }
  })
  return menu
}

function collectCommand(ctx: MenuContext, name: string): void {
  const query = ctx.callbackQuery
  const message = query?.message
  if (!query || !message) return
  const tap = {
    id: query.id,
    messageId: String(message.message_id),
    userId: String(query.from.id),
    chatId: String(message.chat.id),
  }
  ctx.collected.push({ ...tapEnvelope(query, message), event: { type: 'command', name, tap } })
}

/** An API object through which the menu can be sent: the plugin renders it in the context's own calls. */
export async function menuApi(
  bot: Bot,
  menu: Menu<MenuContext>,
  chatId: number,
  items: MenuItem[][],
): Promise<Api> {
  const from = { id: chatId, is_bot: false, first_name: '' }
  const update = {
    update_id: 0,
    message: {
      message_id: 0,
      date: 0,
      chat: { id: chatId, type: 'private', first_name: '' },
      from,
    },
  }
  const ctx = new Context(
    update as never,
    new Api(bot.token, bot.api.options),
    bot.botInfo,
  ) as MenuContext
  ctx.menuItems = items
  ctx.collected = []
  await menu.middleware()(ctx, async () => {})
  return ctx.api
}
