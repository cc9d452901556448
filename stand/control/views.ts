import type { FastifyInstance } from 'fastify'
import type { Groups } from '../groups.ts'
import type { ChatView, LocalMessenger } from '../messenger.ts'
import { accounts, userId } from './people.ts'
import { checked, Refusal } from './refusal.ts'
import { refusedWords } from './refused-words.ts'
import { afterQuery, as, chatQuery, newGroupRequest, newPersonRequest } from './requests.ts'

/** GET /stand/:messenger/…: what a person sees, and what tests want to know. */
export function viewRoutes(app: FastifyInstance, messenger: LocalMessenger, groups: Groups): void {
  const at = `/stand/${messenger.name}`
  const see = (person: number, chat?: string): ChatView => {
    try {
      return messenger.chat(person, chat)
    } catch (error) {
      throw new Refusal(404, refusedWords(error))
    }
  }

  app.get(`${at}/chats`, () => ({
    chats: accounts(messenger.name).flatMap(({ member, id }) => [
      { as: member.id, ...summary(see(id), id), blocked: messenger.isBlocked?.(id) ?? false },
      ...groups
        .all(messenger.name)
        .filter((group) => group.members.includes(id))
        .map((group) => ({ as: member.id, chat: group.id, ...summary(see(id, group.id), id) })),
    ]),
  }))
  app.get<{ Params: { as: string } }>(`${at}/chats/:as`, (request) => {
    const person = userId(messenger.name, checked(as, request.params.as))
    const view = see(person, checked(chatQuery, request.query).chat)
    return { ...view, blocked: messenger.isBlocked?.(person) ?? false }
  })

  app.get(`${at}/groups`, () => ({
    groups: groups.all(messenger.name).map(({ id, title, members }) => ({ id, title, members })),
  }))
  app.post(`${at}/groups`, (request) => {
    const { title, members } = checked(newGroupRequest, request.body)
    const ids = members.map((member) => userId(messenger.name, member))
    const id = messenger.addGroup(title, ids)
    groups.add({ messenger: messenger.name, id, title, members: ids })
    return { id, title, members: ids }
  })
  app.post(`${at}/people`, (request) => {
    messenger.addPerson(checked(newPersonRequest, request.body))
    return { ok: true }
  })

  app.get<{ Params: { id: string } }>(`${at}/files/:id`, (request, reply) => {
    const file = messenger.file(request.params.id)
    if (!file) throw new Refusal(404, 'Такого файла нет.')
    const shown = /^image\/(png|jpeg|gif|webp)$/.test(file.mime) ? 'inline' : 'attachment'
    return reply
      .header('content-type', file.mime)
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `${shown}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(file.bytes)
  })

  app.get(`${at}/calls`, (request) => {
    const all = messenger.calls()
    return { calls: all.slice(checked(afterQuery, request.query).after), next: all.length }
  })
  app.get(`${at}/updates`, (request) => {
    const all = messenger.updates()
    return { updates: all.slice(checked(afterQuery, request.query).after), next: all.length }
  })
  app.get(`${at}/wall`, () => {
    if (!messenger.wall) throw new Refusal(404, 'В этом мессенджере нет стены.')
    return { posts: messenger.wall() }
  })
}

/** Enough to show a list of chats with unread marks. */
function summary(view: ChatView, person: number) {
  const last = view.messages.at(-1)
  return {
    title: view.title,
    /** Messages from others than the person; the page counts what it has not shown yet. */
    incoming: view.messages.filter((message) => message.from !== person).length,
    ...(last && { last: { id: last.id, text: last.text, at: last.at } }),
  }
}
