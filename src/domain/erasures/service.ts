import type { Message } from '../deliveries/message.ts'
import { type Actor, allow, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import type { DestructionAct, StoredPaper } from './papers.ts'
import type { Destroyed, Section, Whom } from './personal.ts'
import { records } from './records.ts'
import { erasureDue, lastCallBefore, newPseudonym, proofsBefore } from './rules.ts'
import { type ErasureReason, erasureStore } from './store.ts'

/** Withdrawn consents and what follows: nothing is processed from then on, and all is destroyed in time. */
export function erasureService(room: Room) {
  const store = erasureStore(room.tx)

  const tellWatchers = async (personId: number, message: Message, key: string): Promise<void> => {
    const watchers = new Set((await store.listWatchers(personId)).map((one) => one.personId))
    await room.domain.deliveries.tellEach(
      [...watchers].map((watcher) => ({ personId: watcher, message, key: `${key}:${watcher}` })),
      { personal: true },
    )
  }
  const say = (key: string, args: { [name: string]: string }): Message => ({
    text: [{ key, args }],
  })
  const forget = async (whom: Whom, pseudonym: string): Promise<Destroyed[]> => {
    const destroyed: Destroyed[] = []
    for (const one of records)
      destroyed.push(
        ...(await one.forget(
          {
            tx: room.tx,
            pseudonym,
            now: room.now(),
            drop: (file) => room.outside.afterCommit({ type: 'drop-file', file }),
          },
          whom,
        )),
      )
    return destroyed.filter(({ count }) => count > 0)
  }

  return {
    /** The day (ISO) on which the actor's records will be destroyed; null when nothing was withdrawn. */
    async findOwn(actor: Actor): Promise<{ day: string } | null> {
      const { personId } = member(actor)
      const found = await store.findWaiting(personId)
      if (!found) return null
      const { zone } = await store.findPlace(personId)
      return { day: wallClock(found.dueAt, zone).day }
    },

    /**
     * There is no consent to personal data any more, and all is to be destroyed: requests and pairs end,
     * announcements stop, curators and coordinators are told, the destruction has its day. For the consents' room.
     * @param reason `withdrawn`; `asked` of who had refused, or whose consent counted no more
     * @returns the day, ISO
     */
    async open(
      who: Pick<Member, 'personId' | 'municipalityId'>,
      reason: ErasureReason,
    ): Promise<string> {
      await store.lock(who.personId)
      const { schoolId, zone } = await store.findPlace(who.personId)
      const known = await store.findWaiting(who.personId)
      if (known) return wallClock(known.dueAt, zone).day
      const { personId, municipalityId } = who
      const [askedAt, pseudonym] = [room.now(), newPseudonym()]
      const action = reason === 'asked' ? 'erasure.asked' : 'consent.withdrawn'
      const dueAt = erasureDue(askedAt)
      await store.add({ municipalityId, schoolId, personId, pseudonym, askedAt, dueAt, reason })
      await store.record(municipalityId, personId, action, pseudonym, askedAt)
      await room.domain.pairs.leaveAll(personId)
      const { name } = await store.loadWhom(personId)
      const { day } = wallClock(dueAt, zone)
      await tellWatchers(
        personId,
        say(reason === 'asked' ? 'erasure-asked-told' : 'erasure-told', {
          name: fullName(name),
          pseudonym,
          day,
        }),
        `erasure:${pseudonym}`,
      )
      return day
    },

    /**
     * Another consent has ended: curators and coordinators take down what rests on it. For the consents' room.
     * @param why it was withdrawn, or given by somebody who turned out to be a minor
     */
    async tellEnded(personId: number, title: string, why: 'withdrawn' | 'minor'): Promise<void> {
      const { name } = await store.loadWhom(personId)
      const at = room.now().toISOString()
      await tellWatchers(
        personId,
        say(`erasure-${why}-told`, { name: fullName(name), title }),
        `ended:${personId}:${title}:${at}`,
      )
    },

    /** The consent was given anew in time: nothing is destroyed. For the consents' room. */
    async cancel(personId: number, municipalityId: number): Promise<boolean> {
      await store.lock(personId)
      const waiting = await store.findWaiting(personId)
      if (!waiting) return false
      await store.cancel(waiting, room.now())
      const { pseudonym } = waiting
      await store.record(municipalityId, personId, 'consent.restored', pseudonym, room.now())
      const { name } = await store.loadWhom(personId)
      await tellWatchers(
        personId,
        say('erasure-cancelled-told', { name: fullName(name) }),
        `erasure:${pseudonym}:cancelled`,
      )
      return true
    },

    /** Withdrawals whose day has come. For the job. */
    async listDue(): Promise<number[]> {
      return (await store.listDue(room.now())).map(({ id }) => id)
    },

    /** Reminds, once each, those whose records are destroyed soon that it can be stopped. For the job. */
    async callLast(): Promise<void> {
      for (const { personId, pseudonym, dueAt } of await store.listDue(
        lastCallBefore(room.now()),
      )) {
        if (dueAt <= room.now()) continue
        const { zone } = await store.findPlace(personId)
        const button = {
          label: { key: 'consent-open' },
          command: 'consent',
          arg: 'personal-data',
        }
        await room.domain.deliveries.tell(
          personId,
          {
            ...say('erasure-last-call', { day: wallClock(dueAt, zone).day }),
            buttons: [[button]],
          },
          { key: `erasure:${pseudonym}:last` },
        )
      }
    },

    /**
     * Destroys what is stored of a person, in every room, and orders the act and the log for the
     * coordinators. Safe to run twice and by several processes. For the job.
     * @returns whether it was done now
     */
    async destroy(id: number): Promise<boolean> {
      const erasure = await store.takeDue(id, room.now())
      if (!erasure) return false
      const { personId, pseudonym, municipalityId } = erasure
      const watchers = await store.listWatchers(personId)
      const whom = await store.loadWhom(personId)
      const farewell = await store.findChat(personId)
      const destroyed = await forget(whom, pseudonym)
      if (farewell) {
        await store.addFarewell(farewell, pseudonym, { text: [{ key: 'erasure-farewell' }] })
        room.outside.afterCommit({ type: 'deliver', messenger: farewell.messenger })
      }
      await store.settle(id, destroyed, room.now())
      await store.record(municipalityId, null, 'person.erased', pseudonym, room.now())
      for (const { personId: coordinator, role } of watchers)
        if (role === 'coordinator')
          for (const what of ['act', 'log'] as const)
            await room.domain.deliveries.tell(
              coordinator,
              { ...say(`erasure-${what}-file`, { pseudonym }), make: { what, erasureId: id } },
              { personal: true, key: `${what}:${id}:${coordinator}` },
            )
      return true
    },

    /** What an act and its log say. @throws DomainError('erasure-unknown' | 'not-allowed') */
    async showAct(actor: Actor, id: number): Promise<DestructionAct> {
      const who = allow(actor, 'erasure.view')
      const done = await store.findDone(id)
      if (!done || done.municipalityId !== who.municipalityId)
        throw new DomainError('erasure-unknown')
      const { pseudonym, municipality, school, zone, reason, destroyed } = done
      const settled = wallClock(done.settledAt, zone)
      return {
        pseudonym,
        municipality,
        school,
        reason,
        askedOn: wallClock(done.askedAt, zone).day,
        destroyedOn: settled.day,
        destroyedAt: settled.time,
        destroyed,
      }
    },

    /** Destructions that the actor may have the act of, latest first. */
    async listActs(actor: Actor): Promise<{ id: number; pseudonym: string; day: string }[]> {
      const { municipalityId } = allow(actor, 'erasure.view')
      return (await store.listDone(municipalityId)).map(({ id, pseudonym, settledAt, zone }) => ({
        id,
        pseudonym,
        day: wallClock(settledAt, zone).day,
      }))
    },

    /** Everything that is stored of the actor, in parts. @throws DomainError('not-registered') */
    async showStored(actor: Actor): Promise<StoredPaper> {
      const { personId } = member(actor)
      const whom = await store.loadWhom(personId)
      const sections: Section[] = []
      for (const one of [...records].reverse()) sections.push(...(await one.show(room, whom)))
      const { zone } = await store.findPlace(personId)
      return {
        name: fullName(whom.name),
        day: wallClock(room.now(), zone).day,
        sections: sections.filter(({ items }) => items.length > 0),
      }
    },

    /** Sends «Мои данные» through a messenger that may carry it. */
    async sendStored(actor: Actor): Promise<void> {
      await room.domain.deliveries.tell(
        member(actor).personId,
        { text: [{ key: 'my-data-ready' }], make: { what: 'my-data' } },
        { personal: true },
      )
    },

    /** Drops proofs after their three years. For the job. */
    async dropProofs(): Promise<void> {
      for (const file of await store.dropProofs(proofsBefore(room.now())))
        room.outside.afterCommit({ type: 'drop-file', file })
    },
  }
}
