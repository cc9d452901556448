import { OF_AGE } from '../guardians/rules.ts'
import { applicable } from '../questionnaires/rules.ts'
import { type ShownAnswer, shownAnswer } from '../questionnaires/screen.ts'
import { type Actor, allow, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import * as messages from './messages.ts'
import { type NamedRow, type ObservationRow, observationStore, type Status } from './store.ts'

/** A request to say something about a pupil. Plain JSON. */
export interface Observation {
  id: number
  questionnaire: string
  title: string
  pupil: string
  respondent: string
  status: Status
}

export interface Named {
  [name: string]: string | number
  personId: number
  name: string
}

/**
 * What others say of a pupil: a class teacher, a psychologist, a parent. Only the curator of the pupil's
 * school asks and reads it. The pupil is never shown it, in «Мои данные» either: that shows which
 * opinions are kept, by whom and since when, and how to learn more. 152-ФЗ gives a subject access to
 * their data (art. 14 part 7), but not where it harms rights of others (art. 14 part 8 item 4): an adult
 * who speaks openly of a child is such another, so the operator decides on a written request. What a
 * psychologist finds may be a special category (art. 10) and is not asked in chat at all: the
 * questionnaire says so and leads to paper. Destroying a pupil's records destroys these, too.
 */
export function observationService(room: Room) {
  const store = observationStore(room.tx)

  const schoolsOf = (who: Member): number[] =>
    who.roles.flatMap(({ role, schoolId }) => (role === 'curator' && schoolId ? [schoolId] : []))
  const curator = (actor: Actor): Member => allow(actor, 'observation.ask')
  /** A request of the curator's school. */
  const ofSchool = async (actor: Actor, id: number): Promise<ObservationRow> => {
    const who = curator(actor)
    const found = await store.find(id)
    if (!found || !schoolsOf(who).includes(found.schoolId))
      throw new DomainError('observation-unknown')
    return found
  }
  /** A request to the actor. */
  const own = async (actor: Actor, id: number): Promise<ObservationRow> => {
    const who = member(actor)
    const found = await store.find(id)
    if (!found || found.respondentId !== who.personId) throw new DomainError('observation-unknown')
    if (found.status === 'withdrawn' || found.status === 'declined')
      throw new DomainError('observation-over')
    return found
  }
  /** Once the consent is withdrawn nothing more is said of a pupil, nor read. */
  const consenting = async ({ pupilId }: ObservationRow): Promise<void> => {
    if (!(await store.hasConsented(pupilId))) throw new DomainError('observation-no-consent')
  }
  const named = (row: NamedRow): Named => ({ personId: row.personId, name: fullName(row) })
  const titled = async (
    municipalityId: number,
    rows: readonly ObservationRow[],
    messenger: string,
  ): Promise<Observation[]> => {
    const titles = new Map(
      (await room.domain.editions.listInForce(municipalityId)).map(({ questionnaire }) => [
        questionnaire.code,
        questionnaire.title,
      ]),
    )
    // Nobody is named where personal data may not be sent.
    const here = room.outside.personalDataMessengers?.includes(messenger) ?? true
    return rows.map((row) => ({
      id: row.id,
      questionnaire: row.questionnaire,
      title: titles.get(row.questionnaire) ?? row.questionnaire,
      pupil: here ? fullName(row.pupil) : '…',
      respondent: here ? fullName(row.respondent) : '…',
      status: row.status,
    }))
  }
  const pupilsOf = (who: Member) => {
    const today = room.now().toISOString().slice(0, 10)
    return store.listPupils(schoolsOf(who), today, OF_AGE)
  }

  return {
    /** The questionnaires about a pupil that are in force here. */
    async listForms(actor: Actor): Promise<{ code: string; title: string }[]> {
      const who = curator(actor)
      return (await room.domain.editions.listInForce(who.municipalityId))
        .filter(({ questionnaire }) => questionnaire.about === 'pupil')
        .map(({ questionnaire: { code, title } }) => ({ code, title }))
    },

    /** The pupils of the curator's school whose consent is in force. */
    async listPupils(actor: Actor): Promise<Named[]> {
      return (await pupilsOf(curator(actor))).map(named)
    },

    /** Who can be asked about a pupil. @throws DomainError('observation-pupil' | 'not-allowed') */
    async listRespondents(actor: Actor, pupilId: number): Promise<(Named & { role: string })[]> {
      const who = curator(actor)
      if (!(await pupilsOf(who)).some(({ personId }) => personId === pupilId))
        throw new DomainError('observation-pupil')
      const rows = await store.listRespondents(schoolsOf(who), pupilId)
      const first = new Map<number, Named & { role: string }>()
      for (const row of rows)
        if (!first.has(row.personId)) first.set(row.personId, { ...named(row), role: row.role })
      return [...first.values()]
    },

    /** Asks somebody about a pupil of the own school. @throws DomainError('observation-…' | 'not-allowed') */
    async ask(actor: Actor, pupilId: number, respondentId: number, code: string): Promise<void> {
      const who = curator(actor)
      const respondents = await this.listRespondents(actor, pupilId)
      const respondent = respondents.find(({ personId }) => personId === respondentId)
      if (!respondent) throw new DomainError('observation-respondent')
      const { questionnaire } = await room.domain.editions.find(who.municipalityId, code)
      const fits = questionnaire.audience.some((role) => role === respondent.role)
      if (questionnaire.about !== 'pupil' || !fits) throw new DomainError('observation-form')
      const [schoolId] = schoolsOf(who)
      if (schoolId === undefined) throw new DomainError('not-allowed')
      const { municipalityId, personId: askedById } = who
      const id = await store.add(
        { municipalityId, schoolId, questionnaire: code, pupilId, respondentId, askedById },
        room.now(),
      )
      if (id === null) throw new DomainError('observation-asked')
      const pupil = (await pupilsOf(who)).find(({ personId }) => personId === pupilId)
      const told = await room.domain.deliveries.tell(
        respondentId,
        messages.asked(id, pupil ? fullName(pupil) : '', questionnaire.title),
        { personal: true, key: `observation:${id}` },
      )
      if (told) return
      // A refusal undoes nothing: the request must not stand where nobody has heard of it.
      await store.settle(id, 'withdrawn', room.now())
      throw new DomainError('observation-unreachable')
    },

    /** What was asked in the curator's school, the newest first. */
    async listAsked(actor: Actor): Promise<Observation[]> {
      const who = curator(actor)
      return titled(who.municipalityId, await store.listOfSchools(schoolsOf(who)), who.messenger)
    },

    /** What the actor is asked about now. */
    async listOpen(actor: Actor): Promise<Observation[]> {
      const who = allow(actor, 'observation.give')
      return titled(who.municipalityId, await store.listOpenOf(who.personId), who.messenger)
    },

    /** One request, for who is asked. @throws DomainError('observation-unknown' | 'observation-over') */
    async showAsked(actor: Actor, id: number): Promise<Observation> {
      const row = await own(actor, id)
      const [shown] = await titled(row.municipalityId, [row], actor.messenger)
      if (!shown) throw new DomainError('observation-unknown')
      return shown
    },

    /** @throws DomainError('observation-unknown' | 'observation-over') */
    async decline(actor: Actor, id: number): Promise<void> {
      const row = await own(actor, id)
      if (row.status === 'given') throw new DomainError('observation-over')
      await store.settle(id, 'declined', room.now())
      await tellCurator(row, 'observation-declined-told')
    },

    /** The curator needs no answer any more. @throws DomainError('observation-unknown') */
    async withdraw(actor: Actor, id: number): Promise<void> {
      const row = await ofSchool(actor, id)
      if (row.status !== 'asked') throw new DomainError('observation-over')
      await store.settle(id, 'withdrawn', room.now())
    },

    /**
     * What was said, for the curator alone.
     * @throws DomainError('observation-unknown' | 'observation-not-given' | 'observation-not-here' | 'observation-no-consent')
     */
    async showAnswers(
      actor: Actor,
      id: number,
    ): Promise<Observation & { answers: { text: string; answer: ShownAnswer }[] }> {
      const row = await ofSchool(actor, id)
      if (!(room.outside.personalDataMessengers?.includes(actor.messenger) ?? true))
        throw new DomainError('observation-not-here')
      await consenting(row)
      const found = row.status === 'given' ? await store.findAnswers(row) : null
      if (!found) throw new DomainError('observation-not-given')
      const { version, answers } = found
      const { municipalityId, questionnaire: code } = row
      const questionnaire = await room.domain.editions.findVersion(municipalityId, code, version)
      const [shown] = await titled(row.municipalityId, [row], actor.messenger)
      if (!shown) throw new DomainError('observation-unknown')
      const said = applicable(questionnaire, answers).map((item) => ({
        text: item.text,
        answer: shownAnswer(item, answers[item.code] ?? null),
      }))
      return { ...shown, answers: said }
    },

    /**
     * The pupil whom somebody was asked about. For the questionnaires' room.
     * @throws DomainError('observation-unknown' | 'observation-over' | 'observation-no-consent')
     */
    async findPupil(who: Member, id: number, code: string): Promise<number> {
      const row = await own(who, id)
      if (row.questionnaire !== code) throw new DomainError('observation-unknown')
      await consenting(row)
      return row.pupilId
    },

    /** Number of the open request to somebody about a pupil; null when it is settled. For the questionnaires' room. */
    async findOpen(respondentId: number, code: string, pupilId: number): Promise<number | null> {
      const open = (await store.listOpenOf(respondentId)).find(
        (row) => row.pupilId === pupilId && row.questionnaire === code,
      )
      return open?.id ?? null
    },

    /** The questionnaire is sent. For the questionnaires' room. @throws DomainError('observation-no-consent' | 'observation-over') */
    async settle(who: Member, code: string, pupilId: number): Promise<void> {
      if (!(await store.isWaited(who.personId, code, pupilId)))
        throw new DomainError('observation-over')
      const open = (await store.listOpenOf(who.personId)).filter(
        (row) => row.pupilId === pupilId && row.questionnaire === code,
      )
      for (const row of open) {
        await consenting(row)
        await store.settle(row.id, 'given', room.now())
        await tellCurator(row, 'observation-given-told')
      }
    },
  }

  async function tellCurator(row: ObservationRow, key: string): Promise<void> {
    const told = messages.settled(row.id, key, fullName(row.pupil), fullName(row.respondent))
    await room.domain.deliveries.tell(row.askedById, told, {
      personal: true,
      key: `observation:${row.id}:${key}`,
    })
  }
}
