import type { Server } from './server.ts'
import type { World } from './world.ts'

/** What every bench is given. */
export interface Stage {
  server: Server
  world: World
  /** Address of a Redis for peers and for BullMQ; null where there is none. */
  redis: string | null
  /** Fewer rounds, smaller sizes. */
  quick: boolean
  /** As many rounds instead of the usual number. */
  rounds: number | null
  /** Also say where the time goes. */
  profile: boolean
  /** Tells the operator what is being done. */
  say(words: string): void
}
