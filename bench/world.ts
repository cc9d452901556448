import { Child } from './child.ts'
import type { Crowd, Heard } from './world/people.ts'
import type { Counted, Manner } from './world/telegram.ts'

/** The platforms' process. A bot is named by its token, VK's community by `vk`. */
export interface World {
  readonly telegramRoot: string
  readonly vkRoot: string
  play(bot: string, crowd: Crowd): Promise<Heard>
  manner(bot: string, manner: Manner): Promise<void>
  count(bot: string): Promise<void>
  counted(bot: string): Promise<Counted>
  stop(): Promise<void>
}

export async function startWorld(): Promise<World> {
  const child = await Child.start('world/main.ts')
  const root = `http://127.0.0.1:${child.ready.port}`
  return {
    telegramRoot: root,
    vkRoot: `${root}/method`,
    play: (bot, crowd) => child.ask('play', bot, crowd),
    manner: (bot, manner) => child.ask('manner', bot, manner),
    count: (bot) => child.ask('count', bot),
    counted: (bot) => child.ask('counted', bot),
    stop: () => child.stop(),
  }
}
