import { peopleStore } from '../people/store.ts'
import { type Actor, allow, type Member, may, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { limits, type MentorOffer, offerFromAnswers, offerProblem } from './rules.ts'
import { type MentorRow, mentorStore } from './store.ts'

/** The questionnaires whose answers make a mentor's offer, and whose help a mentee asks for. */
export const ENTRY = 'entry-mentor'
const WISHES = 'mentee-preferences'

/** A kind of help by its code and in words. */
export interface HelpKind {
  [name: string]: string
  code: string
  label: string
}

/** A mentor as people are shown one. Plain JSON. */
export interface MentorView {
  personId: number
  name: string
  school: string | null
  post: string | null
  subjects: string[]
  help: HelpKind[]
  places: number
  /** Open pairs. */
  pairs: number
  about: string
}

export type Mentors = ReturnType<typeof mentorService>

/** The registry of mentors: who offers what, and who is free. */
export function mentorService(room: Room) {
  const store = mentorStore(room.tx)

  const kinds = (): HelpKind[] => {
    const found = new Map<string, string>()
    for (const code of [ENTRY, WISHES]) {
      const question = room.outside.questionnaires[code]?.questions.find((q) => q.code === 'help')
      if (question?.kind !== 'several') continue
      for (const option of question.options) found.set(option.code, option.label)
    }
    return [...found].map(([code, label]) => ({ code, label }))
  }
  const view = (row: MentorRow): MentorView => ({
    personId: row.personId,
    name: fullName(row),
    school: row.school,
    post: row.post,
    subjects: row.subjects,
    help: named(row.help),
    places: row.places,
    pairs: row.pairs,
    about: row.about,
  })
  const named = (codes: readonly string[]): HelpKind[] =>
    kinds().filter(({ code }) => codes.includes(code))
  const own = async (actor: Actor): Promise<{ who: Member; row: MentorRow | null }> => {
    const who = allow(actor, 'mentor.offer')
    return { who, row: await store.find(who.municipalityId, who.personId) }
  }
  const save = async (personId: number, offer: MentorOffer) => {
    const known = kinds().map(({ code }) => code)
    const problem = offerProblem(offer, known)
    if (problem) throw new DomainError(problem, { ...limits })
    await store.save(personId, offer)
  }

  return {
    /** The kinds of help there are. */
    async listHelp(): Promise<HelpKind[]> {
      return kinds()
    },

    /** The actor's own offer; null when nothing was said yet. @throws DomainError('not-allowed') */
    async findOffer(actor: Actor): Promise<MentorView | null> {
      const { row } = await own(actor)
      return row && view(row)
    },

    /**
     * Changes some of what the actor offers.
     * @throws DomainError('mentor-…' | 'consent-needed' | 'mentor-no-offer' | 'not-allowed')
     */
    async change(actor: Actor, changes: Partial<MentorOffer>): Promise<void> {
      const { who, row } = await own(actor)
      await room.domain.consents.showGiven(actor, 'personal-data')
      if (!row) throw new DomainError('mentor-no-offer')
      const { subjects, help, places, about } = row
      await save(who.personId, { subjects, help, places, about, ...changes })
    },

    /** A teacher becomes a mentor in the own school; the curators are told. @throws DomainError('mentor-already') */
    async join(actor: Actor): Promise<void> {
      const who = member(actor)
      if (who.roles.some(({ role }) => role === 'mentor')) throw new DomainError('mentor-already')
      const { municipalityId, personId } = allow(actor, 'mentor.join')
      await room.domain.consents.showGiven(actor, 'personal-data')
      const schoolId = who.roles.find(({ role }) => role === 'teacher')?.schoolId ?? null
      const people = peopleStore(room.tx)
      await people.addMembership(personId, { role: 'mentor', municipalityId, schoolId }, room.now())
      const message = {
        text: [{ key: 'mentor-joined', args: { name: fullName(await people.find(personId)) } }],
      }
      const curators = await room.domain.pairs.listCurators(municipalityId, schoolId)
      await room.domain.deliveries.tellEach(
        curators.map((curator) => ({ personId: curator, message })),
        { personal: true },
      )
    },

    /** A mentor's questionnaire was sent: what it says of the offer is taken over. For other rooms. */
    async takeAnswers(personId: number): Promise<boolean> {
      const answers = await room.domain.questionnaires.findAnswers(personId, ENTRY)
      const offer = answers && offerFromAnswers(answers)
      if (
        !offer ||
        offerProblem(
          offer,
          kinds().map(({ code }) => code),
        )
      )
        return false
      await store.save(personId, offer)
      return true
    },

    /** An offer that was made on paper: for the operator and the sample municipality. */
    async addByOperator(personId: number, offer: MentorOffer): Promise<void> {
      await save(personId, offer)
    },

    /** Who can be asked now: with a free place, consent and a way to be reached; of the own school for a curator. */
    async listFree(actor: Actor): Promise<MentorView[]> {
      const { municipalityId } = allow(actor, 'mentor.list')
      const rows = await this.listCandidates(municipalityId)
      return rows
        .filter(({ schoolId }) => may(actor, 'mentor.list', { municipalityId, schoolId }))
        .filter(({ places, pairs }) => places > pairs)
        .map(view)
    },

    /** Every mentor of the municipality who may be shown: full ones too. For other rooms. */
    async listCandidates(municipalityId: number): Promise<MentorRow[]> {
      const rows = await store.listOf(municipalityId)
      return rows.filter(({ consented, reachable }) => consented && reachable)
    },

    /** One mentor, whether or not free. For other rooms. */
    async findMentor(municipalityId: number, personId: number): Promise<MentorRow | null> {
      return store.find(municipalityId, personId)
    },

    /** A mentor to look at before asking. @throws DomainError('mentor-unknown') */
    async showMentor(actor: Actor, personId: number): Promise<MentorView> {
      const { municipalityId } = allow(actor, 'mentor.list')
      const row = await store.find(municipalityId, personId)
      const visible = row && may(actor, 'mentor.list', { municipalityId, schoolId: row.schoolId })
      if (!row || !visible || !row.consented) throw new DomainError('mentor-unknown')
      return view(row)
    },

    /** Codes of help in words; a code that is no longer known is left out. For other rooms. */
    listHelpNamed(codes: readonly string[]): HelpKind[] {
      return named(codes)
    },
  }
}
