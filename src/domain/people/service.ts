import { type Actor, member, type Role } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { type AddressedBy, address, fullName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { readName } from './names.ts'
import { peopleStore } from './store.ts'

export interface Profile {
  /** «Мария Ивановна»; this and the full name are empty in a messenger that may not carry personal data. */
  address: string
  /** «Иванова Мария Ивановна». */
  fullName: string
  municipality: string
  roles: { role: Role; school: string | null }[]
  subscribed: boolean
  /** The messenger that the bot writes to first, and all where the person can be reached, as people call them. */
  preferred: string | null
  messengers: MessengerName[]
  /** No pings come in these hours, HH:MM by the municipality's wall; null: at any time. */
  quiet: { from: string; to: string } | null
  addressedBy: AddressedBy
  /** Has a patronymic that can be left out. */
  patronymic: boolean
}

export interface MessengerName {
  [name: string]: string
  code: string
  label: string
}

export type People = ReturnType<typeof peopleService>

/** Persons, the accounts they speak from, and what they have set for themselves. */
export function peopleService(room: Room) {
  const store = peopleStore(room.tx)
  const named = (code: string): MessengerName => ({
    code,
    label: room.outside.links('').find(({ messenger }) => messenger === code)?.label ?? code,
  })

  return {
    /**
     * Who speaks from an account, with the roles held now; a guest when nobody is linked to it, or
     * when the account is not stored yet (number 0).
     */
    async loadActor({ accountId }: { accountId: number }): Promise<Actor> {
      const guest = { accountId, messenger: '', personId: null, municipalityId: null, roles: [] }
      return (await store.loadActor(accountId)) ?? guest
    },

    /** `loadActor` for many users of messengers at once; those without an account are left out. */
    loadActors(users: readonly { messenger: string; userId: string }[]): Promise<Actor[]> {
      return store.loadActors(users)
    },

    /** «Мои данные», in short. */
    async showProfile(actor: Actor): Promise<Profile> {
      const { personId } = member(actor)
      const person = await store.find(personId)
      const { name } = await room.domain.organisations.showMunicipality(actor)
      const messengers = (await store.listMessengers(personId)).map(named)
      const allowed = room.outside.personalDataMessengers
      const sayable = allowed === null || allowed.includes(actor.messenger)
      return {
        address: sayable ? address(person, person.addressedBy) : '',
        fullName: sayable ? fullName(person) : '',
        municipality: name,
        roles: await store.listRoles(personId),
        subscribed: person.subscribed,
        preferred: person.preferred,
        messengers,
        quiet:
          person.quietFrom && person.quietTo
            ? { from: person.quietFrom, to: person.quietTo }
            : null,
        addressedBy: person.addressedBy,
        patronymic: person.patronymic !== null,
      }
    },

    /**
     * Whether personal data may be asked in the messenger the actor speaks from, in which other ones
     * the person can be reached with it, and how to open those that are not linked yet.
     * @param payload what their links carry along
     */
    async showPersonalRoute(
      actor: Actor,
      payload = '',
    ): Promise<{ here: boolean; linked: MessengerName[]; open: BotLink[] }> {
      const allowed = room.outside.personalDataMessengers
      const may = (messenger: string) => allowed === null || allowed.includes(messenger)
      const linked = actor.personId === null ? [] : await store.listMessengers(actor.personId)
      const links = room.outside
        .links(payload)
        .filter(({ messenger }) => messenger !== actor.messenger && may(messenger))
      return {
        here: may(actor.messenger),
        linked: linked.filter((code) => code !== actor.messenger && may(code)).map(named),
        open: links.filter(({ messenger }) => !linked.includes(messenger)),
      }
    },

    /** The messenger that the actor speaks from, as people call it. */
    async showMessenger(actor: Actor): Promise<MessengerName> {
      return named(actor.messenger)
    },

    /** @throws DomainError('name-unclear') */
    async rename(actor: Actor, text: string): Promise<void> {
      const { personId } = member(actor)
      const name = readName(text)
      if (!name) throw new DomainError('name-unclear')
      await store.rename(personId, name)
    },

    /** Announcements on or off. */
    async subscribe(actor: Actor, subscribed: boolean): Promise<void> {
      await store.setSubscribed(member(actor).personId, subscribed)
    },

    /**
     * Hours in which no pings come (replies do); null: at any time. Past midnight when `to` is the earlier one.
     * @param hours HH:MM by the municipality's wall @throws DomainError('quiet-hours')
     */
    async keepQuiet(actor: Actor, hours: { from: string; to: string } | null): Promise<void> {
      const { personId } = member(actor)
      const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
      if (hours && !(isTime(hours.from) && isTime(hours.to) && hours.from !== hours.to))
        throw new DomainError('quiet-hours')
      await store.setQuiet(personId, hours?.from ?? null, hours?.to ?? null)
    },

    /** By the first name alone, or with the patronymic (null). */
    async addressBy(actor: Actor, by: AddressedBy): Promise<void> {
      await store.setAddressedBy(member(actor).personId, by === 'first' ? 'first' : null)
    },

    /** Where the bot writes first. @throws DomainError('messenger-not-linked') */
    async prefer(actor: Actor, messenger: string): Promise<void> {
      const { personId } = member(actor)
      if (!(await store.listMessengers(personId)).includes(messenger))
        throw new DomainError('messenger-not-linked')
      await store.setPreferred(personId, messenger)
    },
  }
}
