import { API_VERSION, type Community } from '../community.ts'
import { badParameter, VkError } from '../errors.ts'
import { forGroup, type MethodCall, type Methods } from '../method.ts'
import type { Params } from '../params.ts'
import { allEvents, readEvents } from '../settings.ts'

export const groups: Methods = {
  'groups.getById': { tokens: ['group', 'user', 'service'], run: getById },
  'groups.getLongPollServer': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    if (!vk.state.longPoll.enabled) throw badParameter('longpoll for this group is not enabled')
    return vk.longPoll.session(`${vk.base}/wh${vk.groupId}`)
  }),
  'groups.getLongPollSettings': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    const { enabled, events } = vk.state.longPoll
    return { api_version: API_VERSION, is_enabled: enabled, events: allEvents(events) }
  }),
  'groups.setLongPollSettings': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    const { longPoll } = vk.state
    if (params.has('enabled')) longPoll.enabled = params.flag('enabled')
    Object.assign(longPoll.events, readEvents(params))
    vk.changed()
    return 1
  }),
}

function getById({ vk, params }: MethodCall): unknown {
  const asked = [...params.list('group_ids'), ...params.list('group_id')]
  const own = [String(vk.groupId), `club${vk.groupId}`]
  if (asked.some((name) => !own.includes(name))) throw new VkError(100, 'group_ids is invalid')
  return { groups: [groupObject(vk)], profiles: [] }
}

export function groupObject(vk: Community): object {
  return {
    id: vk.groupId,
    name: vk.name,
    screen_name: `club${vk.groupId}`,
    is_closed: 0,
    type: 'group',
  }
}

/** @throws VkError 15 for any other community than the token's own */
export function ownGroup(vk: Community, params: Params): void {
  if (params.requiredInt('group_id') !== vk.groupId) {
    throw new VkError(15, 'group_id does not match the token')
  }
}
