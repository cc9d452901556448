import { WISHES } from '../matching/service.ts'
import { type Actor, allow, type Member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { leaveAll } from './leaving.ts'
import { messages } from './messages.ts'
import { helpWords, listMine, type MyPairs } from './mine.ts'
import {
  type MenteeState,
  refusalToAccept,
  refusalToAnswer,
  refusalToAsk,
  remindBefore,
} from './rules.ts'
import { type Preferences, pairStore, type RequestRow } from './store.ts'
import { pairTelling } from './telling.ts'

/** Requests of mentees to mentors, and the pairs that come of them. */
export function pairService(room: Room) {
  const store = pairStore(room.tx)
  const tell = pairTelling(room, store)
  const nameOf = async (personId: number, role: 'mentor' | 'mentee') =>
    fullName(await store.findPerson(personId, role))
  const mentorState = (municipalityId: number, mentorId: number) =>
    room.domain.mentors.findMentor(municipalityId, mentorId)

  /** The request that the actor is to answer, still open. */
  const toAnswer = async (actor: Actor, id: number): Promise<RequestRow> => {
    const who = allow(actor, 'pair.answer')
    const request = await store.findRequest(id)
    if (!request || request.mentorId !== who.personId) throw new DomainError('request-unknown')
    const refused = refusalToAnswer(request.status)
    if (refused) throw new DomainError(refused, { name: await nameOf(request.menteeId, 'mentee') })
    return request
  }
  const ownRequest = async (actor: Actor, id: number) => {
    const who = allow(actor, 'pair.request')
    const request = await store.findRequest(id)
    if (!request || request.menteeId !== who.personId) throw new DomainError('request-unknown')
    const mentor = { name: await nameOf(request.mentorId, 'mentor') }
    if (request.status !== 'asked') throw new DomainError(`own-request-${request.status}`, mentor)
    return { ...request, ...mentor }
  }
  const wishesFor = async (who: Member): Promise<Preferences> => {
    const answers = await room.domain.questionnaires.findAnswers(who.personId, WISHES)
    if (!answers) throw new DomainError('wishes-needed')
    const { subject, help, about } = answers
    return {
      subject: typeof subject === 'string' ? subject : '',
      help: Array.isArray(help) ? help.map(String) : [],
      about: typeof about === 'string' ? about : '',
    }
  }

  return {
    /** Who is whose in the actor's own pairs, and what waits for an answer. */
    async listMine(actor: Actor): Promise<MyPairs> {
      return listMine(room, actor)
    },

    /** What stands between the actor and a request for a mentor. */
    async showReadiness(actor: Actor): Promise<MenteeState & { wishes: boolean }> {
      const { personId } = allow(actor, 'pair.request')
      const wishes = await room.domain.questionnaires.findAnswers(personId, WISHES)
      return { ...(await store.menteeState(personId)), wishes: wishes !== null }
    },

    /**
     * Asks a mentor. One open request a mentee at a time; the mentor has a free place and has agreed.
     * @returns the request's id
     * @throws DomainError('consent-needed' | 'mentee-has-mentor' | 'request-open' | 'mentor-unknown' |
     * 'mentor-full' | 'mentor-unreachable' | 'wishes-needed')
     */
    async request(actor: Actor, mentorId: number): Promise<number> {
      const who = allow(actor, 'pair.request')
      if (mentorId === who.personId) throw new DomainError('mentor-self')
      await store.lock(who.personId, mentorId)
      const mentor = await mentorState(who.municipalityId, mentorId)
      const refused = refusalToAsk(await store.menteeState(who.personId), mentor)
      if (refused) throw new DomainError(refused)
      const preferences = await wishesFor(who)
      const id = await store.addRequest(who.personId, mentorId, preferences, room.now())
      const mentee = await store.findPerson(who.personId, 'mentee')
      const words = {
        name: fullName(mentee),
        school: mentee.school ?? '—',
        subject: preferences.subject || '—',
        help: helpWords(room, preferences.help).join('; ') || '—',
        about: preferences.about,
      }
      await tell(mentorId, messages.asked(id, words), `pair-request:${id}`)
      return id
    },

    /** The open request that the actor is to answer. @throws DomainError('request-…') */
    async showRequest(actor: Actor, id: number): Promise<{ requestId: number; name: string }> {
      const request = await toAnswer(actor, id)
      return { requestId: id, name: await nameOf(request.menteeId, 'mentee') }
    },

    /**
     * Accepts: the pair begins. Several at once, from several messengers or processes, never exceed
     * the mentor's places and never give a mentee two mentors.
     * @throws DomainError('request-…' | 'consent-needed' | 'mentee-no-consent' | 'mentee-taken' | 'places-taken')
     */
    async accept(actor: Actor, id: number): Promise<{ pairId: number; name: string }> {
      const seen = await toAnswer(actor, id)
      const { mentorId, menteeId } = seen
      await store.lock(mentorId, menteeId)
      await toAnswer(actor, id)
      const mentee = await store.findPerson(menteeId, 'mentee')
      const mentor = await mentorState(mentee.municipalityId, mentorId)
      const refused = refusalToAccept(await store.menteeState(menteeId), mentor)
      if (refused || !mentor)
        throw new DomainError(refused ?? 'mentor-unknown', {
          name: fullName(mentee),
          places: mentor?.places ?? 0,
        })
      const now = room.now()
      await store.settle(id, 'accepted', now)
      const pairId = await store.addPair(id, mentorId, menteeId, now)

      const mentorName = fullName(mentor)
      const told = messages.accepted(mentorName, mentor.school ?? '—')
      await tell(menteeId, told, `pair:${pairId}:mentee`)
      const curators = [
        ...(await store.listCurators(mentee.municipalityId, mentee.schoolId)),
        ...(await store.listCurators(mentee.municipalityId, mentor.schoolId)),
      ]
      for (const curator of new Set(curators))
        if (curator !== mentorId && curator !== menteeId)
          await tell(
            curator,
            messages.curator(mentorName, fullName(mentee)),
            `pair:${pairId}:curator:${curator}`,
          )
      if (mentor.pairs + 1 >= mentor.places)
        for (const waiting of await store.declineWaiting(mentorId, now))
          await tell(waiting, messages.placesTaken(mentorName), `pair:${pairId}:full:${waiting}`)
      return { pairId, name: fullName(mentee) }
    },

    /** Declines; the mentee is told, with the reason if one was given. @throws DomainError('request-…') */
    async decline(actor: Actor, id: number, reason = ''): Promise<{ name: string }> {
      const { mentorId, menteeId } = await toAnswer(actor, id)
      await store.lock(mentorId, menteeId)
      await toAnswer(actor, id)
      await store.settle(id, 'declined', room.now())
      const mentor = await nameOf(mentorId, 'mentor')
      await tell(menteeId, messages.declined(mentor, reason.trim()), `pair-request:${id}:declined`)
      return { name: await nameOf(menteeId, 'mentee') }
    },

    /** A request of the actor's own that may be taken back. @throws DomainError('request-…') */
    async showOwnRequest(actor: Actor, id: number): Promise<{ name: string }> {
      const { name } = await ownRequest(actor, id)
      return { name }
    },

    /** The mentee takes the own request back, at any time; the mentor is told. @throws DomainError('request-…') */
    async withdraw(actor: Actor, id: number): Promise<{ name: string }> {
      const { mentorId, menteeId } = await ownRequest(actor, id)
      await store.lock(mentorId, menteeId)
      const { name } = await ownRequest(actor, id)
      await store.settle(id, 'withdrawn', room.now())
      const mentee = await nameOf(menteeId, 'mentee')
      await tell(mentorId, messages.withdrawn(mentee), `pair-request:${id}:withdrawn`)
      return { name }
    },

    /**
     * Reminds mentors who have not answered for three days, once, and tells the mentees that they may
     * ask somebody else. For the municipality's morning; safe to run twice.
     * @returns how many requests wait so long
     */
    async remindUnanswered(municipalityId: number): Promise<number> {
      const waiting = await store.listUnanswered(municipalityId, remindBefore(room.now()))
      for (const { id, mentorId, menteeId } of waiting) {
        const [mentor, mentee] = [
          await nameOf(mentorId, 'mentor'),
          await nameOf(menteeId, 'mentee'),
        ]
        await tell(mentorId, messages.askedReminder(id, mentee), `pair-request:${id}:reminder`)
        await tell(menteeId, messages.stillWaiting(id, mentor), `pair-request:${id}:waiting`)
      }
      return waiting.length
    },

    /** Takes a person out of every pair and open request (of one side); the others are told. For other rooms. */
    async leaveAll(personId: number, side: 'mentor' | 'mentee' | null = null): Promise<void> {
      await leaveAll(room, personId, side)
    },

    /** Mentors who have declined a mentee lately. For other rooms. */
    async listDecliners(menteeId: number, since: Date): Promise<number[]> {
      return store.listDecliners(menteeId, since)
    },

    /** The curators of a school; where there is none, the coordinators. For other rooms. */
    async listCurators(municipalityId: number, schoolId: number | null): Promise<number[]> {
      return store.listCurators(municipalityId, schoolId)
    },

    /** A pair that was made on paper: for the operator and the sample municipality. */
    async addByOperator(mentorId: number, menteeId: number): Promise<number> {
      await store.lock(mentorId, menteeId)
      if ((await store.menteeState(menteeId)).paired) throw new DomainError('mentee-has-mentor')
      return store.addPair(null, mentorId, menteeId, room.now())
    },
  }
}
