import { z } from 'zod'
import type { Log } from '../../infra/log.ts'
import type { Accept, WebhookRoute } from '../messenger.ts'
import { readJson, sameSecret } from '../webhook.ts'
import type { Collect } from './inbound.ts'

export interface CallbackConfig {
  secret: string
  /** What VK wants to hear when the address is confirmed. */
  confirmation: string
  /** `/vk` unless told. */
  path?: string
}

const eventShape = z.looseObject({
  type: z.string(),
  group_id: z.number().int(),
  secret: z.string().optional(),
})

/**
 * Callback API: stores the event, then says `ok`; any other answer makes VK repeat it. vk-io's handler
 * says `ok` first, and nothing at all to malformed JSON.
 */
export function callbackRoute(
  config: CallbackConfig,
  groupId: number,
  collect: Collect,
  accept: () => Accept | undefined,
  log: Log,
): WebhookRoute {
  return {
    path: config.path ?? '/vk',
    async handle(body) {
      const parsed = eventShape.safeParse(readJson(body))
      if (!parsed.success) return { status: 400, body: 'bad request' }
      const { type, group_id, secret } = parsed.data
      if (group_id !== groupId) return { status: 403, body: 'forbidden' }
      // An address may be confirmed before its secret is set.
      const unset = type === 'confirmation' && secret === undefined
      if (!unset && !sameSecret(secret, config.secret)) return { status: 403, body: 'forbidden' }
      if (type === 'confirmation') return { status: 200, body: config.confirmation }
      const take = accept()
      if (!take) return { status: 503, body: 'starting' }
      try {
        await take(await collect([parsed.data]))
        return { status: 200, body: 'ok' }
      } catch (error) {
        log.error({ err: error }, 'an update could not be stored; VK will repeat it')
        return { status: 500, body: 'error' }
      }
    },
  }
}
