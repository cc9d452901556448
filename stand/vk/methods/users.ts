import type { Community } from '../community.ts'
import { VkError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'

const MOST_USERS = 1000

export const users: Methods = {
  'users.get': { tokens: ['group', 'user', 'service'], run: get },
}

/** Ids that nobody has are left out, as in VK. */
function get({ vk, params }: MethodCall): unknown {
  const ids = params.list('user_ids').map((item) => {
    const [, id] = /^(?:id)?(\d{1,16})$/.exec(item) ?? []
    if (id === undefined) throw new VkError(113)
    return Number(id)
  })
  return ids.slice(0, MOST_USERS).flatMap((id) => userObject(vk, id, params.list('fields')) ?? [])
}

export function userObject(vk: Community, id: number, fields: string[] = []): object | undefined {
  const person = vk.state.people[id]
  if (!person) return undefined
  const { firstName: first_name, lastName: last_name } = person
  if (person.deactivated)
    return { id, first_name: 'DELETED', last_name: '', deactivated: 'deleted' }
  const more: Record<string, unknown> = { screen_name: `id${id}`, sex: 0, online: 0 }
  const asked = Object.entries(more).filter(([field]) => fields.includes(field))
  const open = { can_access_closed: true, is_closed: false }
  return { id, ...Object.fromEntries(asked), first_name, last_name, ...open }
}
