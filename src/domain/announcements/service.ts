import { priority } from '../deliveries/service.ts'
import { type Actor, allow } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { LONGEST } from './rules.ts'
import { announcementStore } from './store.ts'

/** A group chat, as the messenger that the bot was asked in names it. */
export interface GroupPlace {
  messenger: string
  chatId: string
  title: string
}

export type Announcements = ReturnType<typeof announcementService>

/** Announcements to the people and group chats of a municipality. */
export function announcementService(room: Room) {
  const store = announcementStore(room.tx)
  const walls = () => room.outside.walls ?? []

  return {
    /**
     * Registers a group chat for announcements. @returns whether it is new
     * @throws DomainError('not-allowed' | 'not-registered' | 'group-chat-elsewhere')
     */
    async registerChat(actor: Actor, place: GroupPlace): Promise<{ added: boolean }> {
      const { municipalityId, personId } = allow(actor, 'group-chat.register')
      const title = place.title.trim().slice(0, 200)
      const added = await store.addChat({ ...place, title, municipalityId }, personId, room.now())
      if (added) {
        const subject = `${place.messenger}:${place.chatId}`
        await store.record(municipalityId, personId, 'group-chat.registered', subject, room.now())
        return { added }
      }
      const known = await store.findChat(place.messenger, place.chatId)
      if (known?.municipalityId !== municipalityId) throw new DomainError('group-chat-elsewhere')
      if (title && title !== known.title)
        await store.renameChat(place.messenger, place.chatId, title)
      return { added }
    },

    /**
     * A group chat has another id now, says the messenger: it stays registered, and what waits for it
     * goes there. Safe to repeat.
     */
    async followChat(messenger: string, from: string, to: string): Promise<void> {
      const municipalityId = await store.moveChat(messenger, from, to)
      if (municipalityId !== null)
        await store.record(
          municipalityId,
          null,
          'group-chat.moved',
          `${messenger}:${to}`,
          room.now(),
        )
      await room.domain.deliveries.moveChat(messenger, from, to)
    },

    /** An announcement of the actor as people will see it. */
    async previewText(actor: Actor, text: string): Promise<AnnouncedLine> {
      const { municipalityId, personId } = allow(actor, 'announcement.publish')
      return announced(text, await store.findSender(municipalityId, personId))
    },

    /** How many people, chats and walls an announcement of the actor would reach now. */
    async countAudience(actor: Actor): Promise<{ people: number; chats: number; walls: number }> {
      const { municipalityId } = allow(actor, 'announcement.publish')
      return { ...(await store.countAudience(municipalityId)), walls: walls().length }
    },

    /**
     * Publishes to every subscriber once, in the messenger the person prefers, to every registered
     * group chat once, and to the walls. @returns the announcement's id
     * @throws DomainError('announcement-length' | 'not-allowed')
     */
    async publish(actor: Actor, text: string): Promise<number> {
      const { municipalityId, personId } = allow(actor, 'announcement.publish')
      const clean = text.trim()
      if (clean === '' || clean.length > LONGEST)
        throw new DomainError('announcement-length', { max: LONGEST })
      const id = await store.add(municipalityId, personId, clean, room.now())
      const line = announced(clean, await store.findSender(municipalityId, personId))
      const messengers = await store.spread(
        { id, municipalityId },
        { text: [line, { key: 'announcement-footer' }] },
        { text: [line] },
        walls(),
        priority.broadcast,
        room.now(),
      )
      for (const messenger of messengers) room.outside.afterCommit({ type: 'deliver', messenger })
      await store.record(municipalityId, personId, 'announcement.published', String(id), room.now())
      return id
    },
  }
}

/** The announcement's text below who speaks: a role, no name, since group chats see it, too. */
type AnnouncedLine = {
  key: string
  args: { text: string; role: { key: string }; place: string }
}

function announced(text: string, sender: { role: string; municipality: string }): AnnouncedLine {
  const { role, municipality: place } = sender
  return { key: 'announcement', args: { text, role: { key: `role-${role}` }, place } }
}
