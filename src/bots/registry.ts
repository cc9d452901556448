import type { Config } from '../config.ts'
import type { Sql } from '../infra/db.ts'
import type { MenuItem } from './content.ts'
import { readCursor } from './inbox.ts'
import type { Messenger } from './messenger.ts'
import { createTelegram, type TelegramParts } from './telegram/index.ts'
import { createVk, type VkParts } from './vk/index.ts'

type Parts = Omit<TelegramParts, 'menuOf'> &
  Omit<VkParts, 'cursor'> & {
    sql: Sql
    /** The main menu of whoever has this user id in this messenger. */
    menuOf(messenger: string, userId: string): Promise<MenuItem[][]>
  }

/** Every messenger that is configured. A new one is a folder beside this file and a line here. */
export function createMessengers(
  config: Pick<Config, 'telegram' | 'vk' | 'personalDataMessengers'>,
  parts: Parts,
): ReadonlyMap<string, Messenger> {
  const personal = (name: string) => config.personalDataMessengers?.includes(name) ?? true
  const messengers: Messenger[] = []
  if (config.telegram) {
    const menuOf = (userId: string) => parts.menuOf('telegram', userId)
    messengers.push(
      createTelegram(
        { ...config.telegram, personalData: personal('telegram') },
        { ...parts, menuOf },
      ),
    )
  }
  if (config.vk) {
    const cursor = { read: (name: string) => readCursor(parts.sql, name) }
    messengers.push(createVk({ ...config.vk, personalData: personal('vk') }, { ...parts, cursor }))
  }
  return new Map(messengers.map((messenger) => [messenger.name, messenger]))
}
