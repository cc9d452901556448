import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import type { Message } from './message.ts'
import { deliveryStore } from './store.ts'

/** Sent in this order of urgency; a reply never waits behind a broadcast. */
export const priority = { reply: 0, ping: 1, broadcast: 2 } as const

export interface Telling {
  personId: number
  message: Message
  /** Makes the message unique: a second one with the same key is not written. */
  key?: string
}

export interface TellingOptions {
  urgency?: keyof typeof priority
  /** Carries personal data: goes only through messengers that may carry it. */
  personal?: boolean
}

/** Writes what is to be said as delivery rows; they are sent after the commit. */
export function deliveryService(room: Room) {
  const store = deliveryStore(room.tx)
  const wake = (messengers: Iterable<string>) => {
    for (const messenger of new Set(messengers))
      room.outside.afterCommit({ type: 'deliver', messenger })
  }
  return {
    /**
     * Says something to a person through the preferred messenger, or another one where the bot may write.
     * @returns false when there is no way to reach the person (or the key was used already)
     */
    async tell(
      personId: number,
      message: Message,
      options: TellingOptions & { key?: string } = {},
    ) {
      const telling = {
        personId,
        message,
        ...(options.key === undefined ? {} : { key: options.key }),
      }
      return (await this.tellEach([telling], options)) === 1
    },

    /** `tell` for many at once, set-wise. @returns how many messages were written */
    async tellEach(tellings: readonly Telling[], options: TellingOptions = {}): Promise<number> {
      if (tellings.length === 0) return 0
      const allowed = options.personal ? room.outside.personalDataMessengers : null
      const written = await store.addForPeople(
        tellings,
        priority[options.urgency ?? 'ping'],
        options.personal ?? false,
        allowed,
        room.now(),
      )
      wake(written.map(({ messenger }) => messenger))
      return written.reduce((sum, { count }) => sum + count, 0)
    },

    /** Lets go what was held back for quiet hours that are over. For the job; safe to repeat. */
    async releaseQuiet(): Promise<void> {
      wake(await store.releaseQuiet(room.now()))
    },

    /**
     * Tells the curators of a person's schools (or the coordinators) that the bot may not write to the
     * person any more. Says nothing while the person can be reached in another messenger.
     */
    async tellUnreachable(accountId: number): Promise<void> {
      const gone = await store.findUnreachable(accountId)
      if (!gone) return
      const message: Message = {
        text: [{ key: 'delivery-unreachable', args: { name: fullName(gone) } }],
      }
      const day = room.now().toISOString().slice(0, 10)
      await this.tellEach(
        gone.tell.map((personId) => ({
          personId,
          message,
          key: `unreachable:${accountId}:${day}:${personId}`,
        })),
        { personal: true },
      )
    },

    /**
     * Wipes what these persons have said to the bot and what it has replied to them: what has to stay
     * are the rows, by which a repeated event is known. For answers that nobody may tie to a person.
     * @param except the account whose talk is under way; it ends with its own step
     */
    async wipeTalks(people: readonly number[], except: number | null = null): Promise<void> {
      if (people.length > 0) await store.wipeTalks(people, except)
    },

    /** A chat has another id now: what waits for it goes there. What waits there as well is said once. */
    async moveChat(messenger: string, from: string, to: string): Promise<void> {
      await store.moveChat(messenger, from, to)
      wake([messenger])
    },

    /** Says something in a group chat. */
    async tellChat(
      messenger: string,
      chatId: string,
      message: Message,
      options: TellingOptions & { key?: string } = {},
    ) {
      const written = await store.addForChat(
        messenger,
        chatId,
        message,
        priority[options.urgency ?? 'ping'],
        options.key ?? null,
      )
      wake(written)
    },
  }
}
