import { API_VERSION, type Community } from '../community.ts'
import { badParameter, VkError } from '../errors.ts'
import { forGroup, type MethodCall, type Methods } from '../method.ts'
import type { Params } from '../params.ts'
import { allEvents, readEvents } from '../settings.ts'
import type { CallbackServer } from '../state.ts'
import { ownGroup } from './groups.ts'

const MOST_SERVERS = 10
const TITLE = 14
const SECRET = 50

/** Setting up the Callback API by calls; an added server gets no events until it is told which. */
export const callbacks: Methods = {
  'groups.getCallbackConfirmationCode': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    return { code: vk.confirmation }
  }),
  'groups.addCallbackServer': forGroup(add),
  'groups.editCallbackServer': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    Object.assign(find(vk, params), readServer(params))
    startHandshake(vk, find(vk, params))
    return 1
  }),
  'groups.deleteCallbackServer': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    vk.callbacks.remove(find(vk, params).id)
    vk.changed()
    return 1
  }),
  'groups.getCallbackServers': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    const items = vk.callbacks.servers.map(({ id, title, url, secret, status }) => ({
      id,
      title,
      creator_id: 1,
      url,
      secret_key: secret,
      status,
    }))
    return { count: items.length, items }
  }),
  'groups.getCallbackSettings': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    return { api_version: API_VERSION, events: allEvents(find(vk, params).events) }
  }),
  'groups.setCallbackSettings': forGroup(({ vk, params }) => {
    ownGroup(vk, params)
    Object.assign(find(vk, params).events, readEvents(params))
    vk.changed()
    return 1
  }),
}

function add({ vk, params }: MethodCall): unknown {
  ownGroup(vk, params)
  if (vk.callbacks.servers.length >= MOST_SERVERS) throw new VkError(2000)
  const { title, url, secret } = readServer(params)
  const server = vk.callbacks.add(title, url, secret)
  startHandshake(vk, server)
  return { server_id: server.id }
}

/** The answer does not wait for it, just as in VK. */
function startHandshake(vk: Community, server: CallbackServer): void {
  server.status = 'wait'
  setImmediate(() => void vk.callbacks.confirm(server))
  vk.changed()
}

function readServer(params: Params): Pick<CallbackServer, 'title' | 'url' | 'secret'> {
  const title = params.requiredText('title')
  const url = params.requiredText('url')
  const secret = params.text('secret_key')
  if (title.length > TITLE) throw badParameter(`title should be at most ${TITLE} letters length`)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw badParameter('url is invalid')
  if (secret.length > SECRET || !/^\w*$/.test(secret)) throw badParameter('secret_key is invalid')
  return { title, url, secret }
}

function find(vk: Community, params: Params): CallbackServer {
  const id = params.requiredInt('server_id')
  const server = vk.callbacks.servers.find((one) => one.id === id)
  if (!server) throw new VkError(104)
  return server
}
