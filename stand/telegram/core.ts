import type { World } from '../world.ts'
import type { FileStore } from './files.ts'
import type { RateLimits } from './limits.ts'
import type { State } from './state.ts'
import type { UpdateQueue } from './updates.ts'
import type { Webhook } from './webhook.ts'

export interface BotIdentity {
  id: number
  username: string
  name: string
}

/** What the parts of the server share. */
export interface Core {
  readonly world: World
  readonly bot: BotIdentity
  readonly state: State
  readonly files: FileStore
  readonly limits: RateLimits
  readonly updates: UpdateQueue
  readonly webhook: Webhook
  /** Tells that something was changed: it is saved, and shown to whoever watches. */
  changed(): void
}

/** The stand's clock in the platform's unit, whole seconds since the epoch. */
export const seconds = (core: Core): number => Math.floor(core.world.now() / 1000)
