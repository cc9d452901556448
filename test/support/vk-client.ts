import { Agent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { VK } from 'vk-io'
import { type LocalVk, startVk, type VkOptions } from '../../stand/vk/index.ts'
import { World } from '../../stand/world.ts'

/** People of the tests: Anna has been written to before, Boris has not. */
export const ANNA = 77
export const BORIS = 78

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape.
type Answer = any

export interface VkTest {
  world: World
  stand: LocalVk
  groupId: string
  /** Calls a method with a form; the token is the community's unless given. */
  call(method: string, params?: Record<string, unknown>, token?: string): Promise<Answer>
  /** The error code of a call, undefined when it succeeds. */
  refusal(method: string, params?: Record<string, unknown>): Promise<string | undefined>
}

/** A local VK with two people in it. */
export async function vkTest(options: Partial<VkOptions> = {}): Promise<VkTest> {
  const world = options.world ?? new World()
  const stand = await startVk({ limits: 'off', callbackRetry: 20, ...options, world })
  stand.addPerson({ id: ANNA, firstName: 'Анна', lastName: 'Ли', allowed: true })
  stand.addPerson({ id: BORIS, firstName: 'Борис', lastName: 'Нод' })
  const call: VkTest['call'] = async (method, params = {}, token = stand.credentials.token) => {
    const body = new URLSearchParams({ access_token: token ?? '', v: '5.199' })
    for (const [name, value] of Object.entries(params)) body.set(name, String(value))
    const response = await fetch(`${stand.apiRoot}/${method}`, { method: 'POST', body })
    return response.json()
  }
  const refusal: VkTest['refusal'] = async (method, params) => {
    const { error } = await call(method, params)
    return error && `${error.error_code} ${error.error_msg}`
  }
  return { world, stand, groupId: stand.credentials.groupId ?? '', call, refusal }
}

/** vk-io as the bots set it up. */
export function vkIo({ stand, groupId }: VkTest, more: object = {}): VK {
  return new VK({
    token: stand.credentials.token ?? '',
    apiBaseUrl: stand.apiRoot,
    // vk-io's type knows only https, its code takes both.
    agent: new Agent({ keepAlive: true }) as HttpsAgent,
    apiLimit: 20,
    pollingGroupId: Number(groupId),
    uploadTimeout: 60_000,
    ...more,
  })
}

/** Waits until something holds, two seconds at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 2000) throw new Error('It did not happen within two seconds.')
    await sleep(10)
  }
}
