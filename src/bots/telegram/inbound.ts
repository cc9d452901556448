import type { Menu } from '@grammyjs/menu'
import type { Bot, Context, Middleware } from 'grammy'
import type { Update } from 'grammy/types'
import { z } from 'zod'
import type { Log } from '../../infra/log.ts'
import type { Accept, Incoming, WebhookRoute } from '../messenger.ts'
import { readJson, sameSecret } from '../webhook.ts'
import type { MenuContext } from './menu.ts'
import { pause } from './patience.ts'
import { translate, updateKinds } from './translate.ts'

/** Turns updates into events; menu taps become commands on the way. */
export type Collect = (updates: Update[]) => Promise<Incoming[]>

/**
 * @grammyjs/menu reads its own buttons and only adds a command to what was collected: nothing is done
 * before the event is stored.
 */
export function collector(bot: Bot, menu: Menu<MenuContext>): Collect {
  const collected = new WeakMap<Update, Incoming[]>()
  bot.use((ctx, next) => {
    const events: Incoming[] = []
    collected.set(ctx.update, events)
    Object.assign(ctx, { collected: events })
    return next()
  })
  bot.use(menu as unknown as Middleware<Context>)
  bot.use((ctx) => {
    const event = translate(ctx.update)
    if (event) collected.get(ctx.update)?.push(event)
  })
  const handle = async (update: Update): Promise<Incoming[]> => {
    await bot.handleUpdate(update)
    return collected.get(update) ?? []
  }
  return async (updates) => (await Promise.all(updates.map(handle))).flat()
}

/**
 * Long polling of our own: grammY's confirms an update even when its handler failed, here the next
 * call confirms a batch only after it is stored. A refusal (401, 409) is waited out, never final.
 */
export async function pollUpdates(
  bot: Bot,
  collect: Collect,
  accept: Accept,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0
  for (let failures = 0; !signal.aborted; ) {
    try {
      const updates = await bot.api.getUpdates(
        { offset, timeout: 25, limit: 100, allowed_updates: updateKinds },
        signal as never,
      )
      await accept(await collect(updates))
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
      failures = 0
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      log.warn({ err: error, failures }, 'reading updates from Telegram failed')
      await pause(Math.min(30_000, 250 * 2 ** failures), signal)
    }
  }
  // What was stored is confirmed, so that the next start does not read it again (it would do no harm).
  if (offset > 0) await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => {})
}

const updateShape = z.looseObject({ update_id: z.number().int() })

/** Stores the update, then says 200: work longer than the platform's patience starts no storm of repeats. */
export function webhookRoute(
  webhook: { url: string; secret: string },
  collect: Collect,
  accept: () => Accept | undefined,
  log: Log,
): WebhookRoute {
  return {
    path: new URL(webhook.url).pathname,
    async handle(body, headers) {
      if (!sameSecret(headers['x-telegram-bot-api-secret-token'], webhook.secret))
        return { status: 401, body: 'unauthorized' }
      const parsed = updateShape.safeParse(readJson(body))
      if (!parsed.success) return { status: 400, body: 'bad request' }
      const take = accept()
      if (!take) return { status: 503, body: 'starting' }
      try {
        await take(await collect([parsed.data as unknown as Update]))
        return { status: 200, body: 'ok' }
      } catch (error) {
        log.error({ err: error }, 'an update could not be stored; Telegram will repeat it')
        return { status: 500, body: 'error' }
      }
    },
  }
}
