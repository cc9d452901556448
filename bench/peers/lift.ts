import { API } from 'vk-io'
import { createTelegram } from '../../src/bots/telegram/index.ts'
import { createVk } from '../../src/bots/vk/index.ts'
import { openLog } from '../../src/infra/log.ts'

/**
 * Takes the platforms' limits of calls a second off this process: what the machinery can do, not what
 * the platform permits, is being measured. An adapter's limits are one object for all its bots.
 */
export function liftLimits(): void {
  const parts = { files: {} as never, log: openLog({ level: 'silent' }) }
  const telegram = createTelegram(
    { token: '1:x', personalData: true },
    { ...parts, menuOf: async () => [], commands: [] },
  )
  const vk = createVk(
    { token: 'x', groupId: 1, personalData: true },
    { ...parts, cursor: { read: async () => null }, menuLabel: '' },
  )
  for (const { limits } of [telegram, vk]) Object.assign(limits, { perSecond: 1e9 })
  liftVk()
}

interface Lifted {
  lifted?: true
  options: { apiLimit: number }
  worker: { intervalPerRequests: number }
}

/** vk-io keeps a pace of its own beside ours. */
function liftVk(): void {
  const { callWithRequest } = API.prototype
  API.prototype.callWithRequest = function (request) {
    const api = this as unknown as Lifted
    if (!api.lifted) {
      api.lifted = true
      api.options.apiLimit = 1e9
      api.worker.intervalPerRequests = 0
    }
    return callWithRequest.call(this, request) as never
  }
}
