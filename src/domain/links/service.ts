import { type CodeRefusal, codeAttempts, refusal } from '../people/attempts.ts'
import { peopleStore } from '../people/store.ts'
import { type Actor, member } from '../shared/access.ts'
import { hashCode, LINK_PAYLOAD, newShortCode } from '../shared/codes.ts'
import { DomainError } from '../shared/errors.ts'
import { address } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { linkStore } from './store.ts'

/** Minutes that a code can be used, and codes that a person may ask for in an hour. */
export const LINK_MINUTES = 10
const CODES_AN_HOUR = 5
const MINUTE_MS = 60_000

export interface LinkCode {
  code: string
  minutes: number
  /** Links that bring the code along, for every messenger but the one spoken from. */
  links: BotLink[]
}

/** «Подключить VK»: one person with accounts in several messengers, joined by a short code. */
export function linkService(room: Room) {
  const store = linkStore(room.tx)
  const people = peopleStore(room.tx)
  const attempts = codeAttempts(room.tx, () => room.now())

  return {
    /** Messengers that the actor's person can still connect. */
    async listOthers(actor: Actor): Promise<BotLink[]> {
      const linked = await people.listMessengers(member(actor).personId)
      return room.outside
        .links('')
        .filter(({ messenger }) => messenger !== actor.messenger && !linked.includes(messenger))
    },

    /** A fresh code; earlier ones die. @throws DomainError('link-too-many') */
    async issue(actor: Actor): Promise<LinkCode> {
      const { personId } = member(actor)
      const now = room.now()
      const since = new Date(now.getTime() - (60 - LINK_MINUTES) * MINUTE_MS)
      if ((await store.countSince(personId, since)) >= CODES_AN_HOUR)
        throw new DomainError('link-too-many')
      const code = newShortCode()
      const expiresAt = new Date(now.getTime() + LINK_MINUTES * MINUTE_MS)
      await store.add(personId, hashCode(code), now, expiresAt)
      const links = room.outside
        .links(`${LINK_PAYLOAD}${code}`)
        .filter(({ messenger }) => messenger !== actor.messenger)
      return { code, minutes: LINK_MINUTES, links }
    },

    /**
     * Joins the actor's account to the person who has the code. A wrong code is counted against the
     * account, so a refusal is data; `refused` is the code of the words (`error-<refused>`).
     */
    async join(
      actor: Actor,
      code: string,
    ): Promise<{ refused: null; address: string } | CodeRefusal> {
      if (await attempts.findLock(actor.accountId)) return refusal('code-locked')
      const found = await store.findForUse(hashCode(code))
      if (!found) {
        await attempts.fail(actor.accountId)
        return refusal('link-unknown')
      }
      if (found.personId === actor.personId)
        return refusal(found.usedAt ? 'link-joined-already' : 'link-own')
      if (found.usedAt) return refusal('link-used')
      if (found.expiresAt <= room.now()) return refusal('link-expired')
      if (actor.personId !== null) return refusal('link-account-taken')

      const person = await people.find(found.personId)
      const { label } = await room.domain.people.showMessenger(actor)
      await store.use(found.id, room.now())
      await attempts.succeed(actor.accountId)
      // Told where the person was reachable before: a code in wrong hands is noticed.
      await room.domain.deliveries.tell(found.personId, {
        text: [{ key: 'link-notice', args: { messenger: label } }],
      })
      await people.joinAccount(actor.accountId, found.personId)
      return { refused: null, address: address(person, person.addressedBy) }
    },
  }
}
