import type { API } from 'vk-io'
import type { Incoming } from '../messenger.ts'

/** A chat's title is asked for again after this long, ms. */
const fresh = 10 * 60_000
/** Never so many that they would matter to the memory. */
const most = 1000

/**
 * Adds titles to events of group chats, which VK leaves out of its updates. Best effort: an event
 * without one is as good.
 */
export function chatTitles(api: API): (incoming: Incoming) => Promise<Incoming> {
  const known = new Map<string, { title: string | undefined; until: number }>()
  const titleOf = async (peer: string): Promise<string | undefined> => {
    const kept = known.get(peer)
    if (kept && kept.until > performance.now()) return kept.title
    const title = await ask(api, peer)
    if (known.size >= most) known.clear()
    known.set(peer, { title, until: performance.now() + fresh })
    return title
  }
  return async (incoming) => {
    const { chat } = incoming
    if (!chat.group) return incoming
    const title = await titleOf(chat.id)
    return title === undefined ? incoming : { ...incoming, chat: { ...chat, title } }
  }
}

async function ask(api: API, peer: string): Promise<string | undefined> {
  try {
    const { items } = await api.messages.getConversationsById({ peer_ids: Number(peer) })
    return items?.[0]?.chat_settings?.title
  } catch {
    return undefined
  }
}
