import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { cast, groups as castGroups, type MessengerName } from './cast.ts'
import { userId } from './control/people.ts'
import { control } from './control.ts'
import { Groups } from './groups.ts'
import type { LocalMessenger } from './messenger.ts'
import { startTelegram } from './telegram/index.ts'
import { startVk } from './vk/index.ts'
import { World } from './world.ts'

export interface StandOptions {
  /** Address to listen on; 127.0.0.1 unless told. */
  host?: string
  /** Ports; 0 or absent: any free one. */
  ports?: { page?: number; telegram?: number; vk?: number }
  /** Where the state is kept between starts; absent: nowhere. */
  folder?: string
}

export interface Stand {
  /** Address of the page and of the stand's interface, with no slash at its end. */
  page: string
  world: World
  messengers: Record<MessengerName, LocalMessenger>
  stop(): Promise<void>
}

/** Starts the whole stand: both messengers with the cast in them, the interface and the page. */
export async function startStand(options: StandOptions = {}): Promise<Stand> {
  const { host = '127.0.0.1', ports = {}, folder } = options
  const kept = (name: string) => (folder ? { stateFile: join(folder, name) } : {})
  if (folder) mkdirSync(folder, { recursive: true })
  const world = new World(kept('clock.json').stateFile)
  const [telegram, vk] = await Promise.all([
    startTelegram({ world, host, port: ports.telegram ?? 0, ...kept('telegram.json') }),
    startVk({ world, host, port: ports.vk ?? 0, ...kept('vk.json') }),
  ])
  const messengers = { telegram, vk }
  const groups = new Groups(kept('groups.json').stateFile)
  settle(messengers, groups)
  const app = control({ world, messengers, groups })
  try {
    await app.listen({ host, port: ports.page ?? 0 })
  } catch (error) {
    await Promise.all([telegram.stop(), vk.stop()])
    throw error
  }
  const { port } = app.server.address() as AddressInfo
  return {
    page: `http://${shown(host)}:${port}`,
    world,
    messengers,
    stop: async () => {
      await app.close()
      await Promise.all([telegram.stop(), vk.stop()])
    },
  }
}

/** Puts the cast and its group chats into the messengers; safe to repeat on kept state. */
function settle(messengers: Record<MessengerName, LocalMessenger>, groups: Groups): void {
  for (const { name, started, ...member } of cast) {
    for (const messenger of Object.values(messengers)) {
      const id = member[messenger.name]
      if (id === undefined) continue
      const allowed = started.includes(messenger.name)
      messenger.addPerson({ id, firstName: name.first, lastName: name.last, allowed })
    }
  }
  groups.keepOnly(({ messenger, id, members }) => {
    try {
      messengers[messenger].chat(members[0] ?? 0, id)
      return true
    } catch {
      return false
    }
  })
  for (const { messenger, title, members } of castGroups) {
    if (groups.all(messenger).some((group) => group.title === title)) continue
    const ids = members.map((member) => userId(messenger, member))
    groups.add({ messenger, id: messengers[messenger].addGroup(title, ids), title, members: ids })
  }
}

/** An address that a browser on this machine can open. */
function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
