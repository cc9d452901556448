import { type Actor, allow, type Member, may, type Role } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import type { Problem } from './check.ts'
import type { Answers, QuestionDefinition, Questionnaire } from './definition.ts'
import { type DraftRow, draftStore } from './draft-store.ts'
import { type Edit, edited } from './edit.ts'
import { type DraftView, draftView, type PlacedInDraft, placed } from './outline.ts'
import { publishProblems } from './publish.ts'
import { publishing } from './publishing.ts'
import { shapeQuestionnaire } from './schema.ts'
import { itemAt, type QuestionScreen, questionScreen } from './screen.ts'
import { slug, unused } from './slug.ts'
import { type Workbook, writeWorkbook } from './workbook/write.ts'

/** A questionnaire in force here, for who writes them. */
export interface KnownQuestionnaire {
  code: string
  title: string
  version: number
  /** The library's, the municipality's in its place, or the municipality's alone. */
  origin: 'library' | 'own-version' | 'own'
}

/**
 * Writing questionnaires: a copy of one in force, a new one, or one from a file; changed step by step,
 * looked at, published as an edition of the municipality. A curator proposes, a coordinator or a
 * methodist publishes: an edition is for all schools.
 */
export function draftService(room: Room) {
  const store = draftStore(room.tx)
  const library = room.outside.questionnaires

  const inForce = async (who: Member): Promise<Questionnaire[]> =>
    (await room.domain.editions.listInForce(who.municipalityId)).map((one) => one.questionnaire)
  const definitionOf = ({ definition, id }: DraftRow): Questionnaire => {
    const shaped = shapeQuestionnaire(definition)
    if ('misshape' in shaped) throw new Error(`draft ${id}: ${shaped.misshape.message}`)
    return shaped.questionnaire
  }
  /** A draft that the actor may see: the own one, or a proposed one for who may publish. */
  const load = async (actor: Actor, id: number) => {
    const who = allow(actor, 'questionnaire.draft')
    const row = await store.find(who.municipalityId, id)
    const visible =
      row &&
      (row.personId === who.personId || (row.proposedAt && may(actor, 'questionnaire.publish')))
    if (!row || !visible) throw new DomainError('draft-unknown')
    return { who, row, questionnaire: definitionOf(row) }
  }
  const problemsIn = async (who: Member, questionnaire: Questionnaire): Promise<Problem[]> =>
    publishProblems(questionnaire, library[questionnaire.code], await inForce(who))
  const save = (who: Member, questionnaire: Questionnaire): Promise<number> =>
    store.save(who.municipalityId, who.personId, questionnaire, room.now())

  return {
    /** What is in force here. @throws DomainError('not-allowed') */
    async listKnown(actor: Actor): Promise<KnownQuestionnaire[]> {
      const who = allow(actor, 'questionnaire.draft')
      return (await room.domain.editions.listInForce(who.municipalityId))
        .map(({ id, questionnaire: { code, title, version } }) => {
          const origin: KnownQuestionnaire['origin'] =
            id === null ? 'library' : library[code] ? 'own-version' : 'own'
          return { code, title, version, origin }
        })
        .sort((a, b) => a.title.localeCompare(b.title, 'ru'))
    },

    /** Drafts of one's own, and what was proposed to who may publish. */
    async listDrafts(
      actor: Actor,
    ): Promise<{ id: number; title: string; own: boolean; proposed: boolean }[]> {
      const who = allow(actor, 'questionnaire.draft')
      const publishes = may(actor, 'questionnaire.publish')
      return (await store.list(who.municipalityId, who.personId, publishes)).map((row) => ({
        id: row.id,
        title: definitionOf(row).title,
        own: row.personId === who.personId,
        proposed: row.proposedAt !== null,
      }))
    },

    /** A questionnaire in force, to be looked at. @throws DomainError('questionnaire-unknown') */
    async showKnown(actor: Actor, code: string): Promise<DraftView> {
      const who = allow(actor, 'questionnaire.draft')
      const { questionnaire } = await room.domain.editions.find(who.municipalityId, code)
      return draftView(questionnaire, [])
    },

    /** A copy to change: the own one of this questionnaire, if there is one. @returns the draft's number */
    async copy(actor: Actor, code: string): Promise<number> {
      const who = allow(actor, 'questionnaire.draft')
      const { questionnaire } = await room.domain.editions.find(who.municipalityId, code)
      const own = (await store.list(who.municipalityId, who.personId, false)).find(
        (row) => row.code === code,
      )
      return own?.id ?? save(who, questionnaire)
    },

    /** A new one, without questions as yet. @returns the draft's number */
    async create(actor: Actor, title: string, purpose: string, audience: Role[]): Promise<number> {
      const who = allow(actor, 'questionnaire.draft')
      const taken = new Set((await inForce(who)).map(({ code }) => code))
      for (const { code } of await store.list(who.municipalityId, who.personId, true))
        taken.add(code)
      return save(who, {
        code: unused(slug(title) || 'anketa', taken),
        version: 1,
        title,
        purpose,
        source: null,
        audience,
        offered: false,
        anonymous: false,
        about: 'self',
        questions: [],
        scores: [],
      })
    },

    /**
     * What was read from a file becomes a draft. Whether it is right the reader has said; here it is
     * only kept. @throws DomainError('draft-misshapen')
     */
    async addRead(actor: Actor, content: unknown): Promise<number> {
      const who = allow(actor, 'questionnaire.draft')
      const shaped = shapeQuestionnaire(content)
      if ('misshape' in shaped) throw new DomainError('draft-misshapen')
      return save(who, shaped.questionnaire)
    },

    /** A draft with what is still wrong with it. @throws DomainError('draft-unknown') */
    async show(
      actor: Actor,
      id: number,
    ): Promise<DraftView & { own: boolean; publishes: boolean }> {
      const { who, row, questionnaire } = await load(actor, id)
      const problems = placed(questionnaire, await problemsIn(who, questionnaire))
      const replaced = (await inForce(who)).find(({ code }) => code === questionnaire.code)
      return {
        ...draftView(questionnaire, problems),
        replaces: replaced ? replaced.title : null,
        own: row.personId === who.personId,
        publishes: may(actor, 'questionnaire.publish'),
      }
    },

    /** One question of a draft. @throws DomainError('draft-question-unknown') */
    async showQuestion(actor: Actor, id: number, code: string): Promise<QuestionDefinition> {
      const { questionnaire } = await load(actor, id)
      const question = questionnaire.questions.find((one) => one.code === code)
      if (!question) throw new DomainError('draft-question-unknown')
      return question
    },

    /**
     * Changes a draft, if nothing becomes wrong by it that was not wrong before.
     * @throws DomainError('draft-unknown' | 'draft-…' | 'questionnaire-problem-…')
     */
    async edit(actor: Actor, id: number, edit: Edit): Promise<void> {
      const { who, row, questionnaire } = await load(actor, id)
      const next = edited(questionnaire, edit)
      const before = (await problemsIn(who, questionnaire)).map(({ code }) => code)
      for (const { code, args } of await problemsIn(who, next)) {
        const index = before.indexOf(code)
        if (index < 0) throw new DomainError(`questionnaire-problem-${code}`, args)
        before.splice(index, 1)
      }
      await store.change(row.id, next, room.now())
    },

    /** What is wrong with a draft, in the order of its questions. */
    async listProblems(actor: Actor, id: number): Promise<PlacedInDraft[]> {
      const { who, questionnaire } = await load(actor, id)
      return placed(questionnaire, await problemsIn(who, questionnaire))
    },

    /**
     * A question as a person would see it, after these answers; null at the end.
     * @param of a draft's number or the code of one in force
     */
    async previewQuestion(
      actor: Actor,
      of: number | string,
      answers: Answers,
      at: string | null,
    ): Promise<QuestionScreen | null> {
      const questionnaire =
        typeof of === 'number'
          ? (await load(actor, of)).questionnaire
          : (
              await room.domain.editions.find(
                allow(actor, 'questionnaire.draft').municipalityId,
                of,
              )
            ).questionnaire
      const place = itemAt(questionnaire, answers, at)
      if (!place) return null
      const today = room.now().toISOString().slice(0, 10)
      const screen = questionScreen(questionnaire, place, answers, today)
      return { ...screen, people: null, edition: null }
    },

    ...publishing(room, { load, inForce, problemsIn }),

    /** Throws a draft away. @throws DomainError('draft-unknown') */
    async drop(actor: Actor, id: number): Promise<void> {
      await store.drop((await load(actor, id)).row.id)
    },

    /** The workbook of one in force or of a draft, for whoever makes the file. */
    async showWorkbook(actor: Actor, of: number | string): Promise<Workbook> {
      if (typeof of === 'number') return writeWorkbook((await load(actor, of)).questionnaire)
      const who = allow(actor, 'questionnaire.draft')
      return writeWorkbook((await room.domain.editions.find(who.municipalityId, of)).questionnaire)
    },
  }
}
