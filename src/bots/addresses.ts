import { z } from 'zod'
import type { Config } from '../config.ts'
import type { BotLink } from '../domain/shared/room.ts'

const me = z.object({ ok: z.literal(true), result: z.object({ username: z.string() }) })

/** A configured messenger did not say under which address the bot lives. */
export class AddressUnknown extends Error {
  override name = 'AddressUnknown'
}

/**
 * Makes links to the bots without starting them, for the command line: a second reader of updates
 * would disturb the one that serves people.
 * @throws AddressUnknown
 */
export async function readAddresses(
  config: Pick<Config, 'telegram' | 'vk'>,
): Promise<(payload: string) => BotLink[]> {
  const { telegram, vk } = config
  const username = telegram && (await telegramName(telegram))
  return (payload) => [
    ...(username
      ? [
          {
            messenger: 'telegram',
            label: 'Telegram',
            url: `https://t.me/${username}?start=${payload}`,
          },
        ]
      : []),
    // A community's address by its number always works, also when it has a short name.
    ...(vk
      ? [{ messenger: 'vk', label: 'VK', url: `https://vk.me/club${vk.groupId}?ref=${payload}` }]
      : []),
  ]
}

async function telegramName({ token, apiRoot }: NonNullable<Config['telegram']>): Promise<string> {
  const answer = await fetch(`${apiRoot}/bot${token}/getMe`, {
    signal: AbortSignal.timeout(10_000),
  })
    .then((response) => response.json())
    .catch(() => null)
  const read = me.safeParse(answer)
  if (!read.success)
    throw new AddressUnknown(
      'Telegram did not say the name of the bot; check TELEGRAM_TOKEN and the connection.',
    )
  return read.data.result.username
}
