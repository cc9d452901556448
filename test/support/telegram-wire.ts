import {
  type LocalTelegram,
  startTelegram,
  type TelegramOptions,
} from '../../stand/telegram/index.ts'
import { World } from '../../stand/world.ts'
import { checkTelegramAnswer, checkTelegramCall, checkTelegramUpdate } from './telegram-schema.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their documented fields.
export type Answer = { status: number } & Record<string, any>

/** A local Telegram that is spoken to by bare HTTP. */
export interface Wire {
  telegram: LocalTelegram
  world: World
  /** Calls a method with a JSON body, and returns the status with the answer's fields. */
  call(method: string, params?: Record<string, unknown>): Promise<Answer>
  /** Calls a method with any body. */
  post(method: string, init: RequestInit): Promise<Answer>
}

/** Starts a server with two people: 5 has opened the bot, 6 has not. */
export async function openWire(options: Partial<TelegramOptions> = {}): Promise<Wire> {
  const world = options.world ?? new World()
  const telegram = await startTelegram({ limits: 'off', ...options, world })
  telegram.addPerson({ id: 5, firstName: 'Анна', lastName: 'Ким', allowed: true })
  telegram.addPerson({ id: 6, firstName: 'Пётр', lastName: 'Лось' })
  const post = async (method: string, init: RequestInit): Promise<Answer> => {
    const url = `${telegram.apiRoot}/bot${telegram.credentials.token}/${method}`
    const response = await fetch(url, { method: 'POST', ...init })
    return { status: response.status, ...((await response.json()) as object) }
  }
  const call = (method: string, params: Record<string, unknown> = {}) =>
    post(method, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
  return { telegram, world, call, post }
}

/** Everything that the published schema finds wrong in what passed through a server. */
export function schemaComplaints(telegram: LocalTelegram): string[] {
  return [
    ...telegram.updates().flatMap(checkTelegramUpdate),
    ...telegram
      .calls()
      .filter((call) => call.status === 200)
      .flatMap((call) => [
        ...checkTelegramCall(call.method, call.params),
        ...checkTelegramAnswer(call.method, call.answer),
      ]),
  ]
}
