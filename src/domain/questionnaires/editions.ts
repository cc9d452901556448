import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import type { Questionnaire, QuestionnaireLibrary } from './definition.ts'
import { editionStore } from './edition-store.ts'
import { shapeQuestionnaire } from './schema.ts'

/** A questionnaire in force in a municipality; `id` is null when it is the library's. */
export interface Edition {
  id: number | null
  questionnaire: Questionnaire
}

interface Kept {
  municipalityId: number
  questionnaire: Questionnaire
}

/**
 * Editions that were read, beside the library that the process runs with. What is published never
 * changes, so nothing here can be out of date; which one is in force the table says each time.
 */
const read = new WeakMap<QuestionnaireLibrary, Map<number, Kept>>()
/** More than this is not kept: some megabytes. */
const most = 500

/** Which questionnaires are in force where: the library, and what a municipality has in its place. For other rooms. */
export function editionService(room: Room) {
  const store = editionStore(room.tx)
  const library = room.outside.questionnaires
  const kept = read.get(library) ?? new Map<number, Kept>()
  read.set(library, kept)

  const loadAll = async (municipalityId: number, ids: readonly number[]): Promise<void> => {
    const missing = ids.filter((id) => !kept.has(id))
    if (missing.length === 0) return
    if (kept.size > most) kept.clear()
    for (const row of await store.load(missing)) {
      const shaped = shapeQuestionnaire(row.definition)
      if ('misshape' in shaped) throw new Error(`edition ${row.id}: ${shaped.misshape.message}`)
      kept.set(row.id, { municipalityId: row.municipalityId, questionnaire: shaped.questionnaire })
    }
    for (const id of ids)
      if (kept.get(id)?.municipalityId !== municipalityId)
        throw new DomainError('questionnaire-unknown')
  }
  const own = (id: number): Questionnaire => {
    const found = kept.get(id)
    if (!found) throw new DomainError('questionnaire-unknown')
    return found.questionnaire
  }

  return {
    /**
     * A questionnaire by its edition's number, or the library's; asks the database only for an edition
     * that this process has not read yet. @throws DomainError('questionnaire-unknown')
     */
    async load(municipalityId: number, id: number | null, code: string): Promise<Questionnaire> {
      if (id !== null) {
        await loadAll(municipalityId, [id])
        const found = own(id)
        if (kept.get(id)?.municipalityId === municipalityId && found.code === code) return found
      } else if (library[code]) return library[code]
      throw new DomainError('questionnaire-unknown')
    },

    /** What is in force in a municipality under a code. @throws DomainError('questionnaire-unknown') */
    async find(municipalityId: number, code: string): Promise<Edition> {
      const id = await store.findInForce(municipalityId, code)
      return { id, questionnaire: await this.load(municipalityId, id, code) }
    },

    /**
     * As it was when something was answered, changed or taken away since; where that version is gone, as it
     * is now. @throws DomainError('questionnaire-unknown')
     */
    async findVersion(
      municipalityId: number,
      code: string,
      version: number,
    ): Promise<Questionnaire> {
      if (library[code]?.version === version) return library[code]
      const id = await store.findVersion(municipalityId, code, version)
      if (id !== null) return this.load(municipalityId, id, code)
      return (await this.find(municipalityId, code)).questionnaire
    },

    /** All that is in force in a municipality. */
    async listInForce(municipalityId: number): Promise<Edition[]> {
      const rows = await store.listInForce(municipalityId)
      await loadAll(
        municipalityId,
        rows.map(({ id }) => id),
      )
      const replaced = new Set(rows.map(({ code }) => code))
      const standard = Object.values(library).filter(
        (one): one is Questionnaire => one !== undefined && !replaced.has(one.code),
      )
      return [
        ...standard.map((questionnaire) => ({ id: null, questionnaire })),
        ...rows.map(({ id }) => ({ id, questionnaire: own(id) })),
      ]
    },
  }
}
