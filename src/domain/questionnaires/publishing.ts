import { checkSuccessor } from '../campaigns/successor.ts'
import { type Actor, allow, type Member, rights } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import type { Problem } from './check.ts'
import type { Questionnaire } from './definition.ts'
import { type DraftRow, draftStore } from './draft-store.ts'
import { editionStore } from './edition-store.ts'
import { withRenewedCodes } from './publish.ts'

/** What the drafts' room knows of a draft. */
interface Desk {
  /** @throws DomainError('draft-unknown') when the actor may not see it */
  load(
    actor: Actor,
    id: number,
  ): Promise<{ who: Member; row: DraftRow; questionnaire: Questionnaire }>
  inForce(who: Member): Promise<Questionnaire[]>
  problemsIn(who: Member, questionnaire: Questionnaire): Promise<Problem[]>
}

/** From a draft to an edition in force, and back to the library. Part of drafts.ts. */
export function publishing(room: Room, { load, inForce, problemsIn }: Desk) {
  const store = draftStore(room.tx)
  const editions = editionStore(room.tx)
  const library = room.outside.questionnaires

  return {
    /** Asks those who may publish. @throws DomainError('draft-wrong') */
    async propose(actor: Actor, id: number): Promise<void> {
      const { who, row, questionnaire } = await load(actor, id)
      const { length: count } = await problemsIn(who, questionnaire)
      if (count > 0) throw new DomainError('draft-wrong', { count })
      await store.propose(row.id, room.now())
      const roles = Object.keys(rights['questionnaire.publish'])
      const label = { key: 'questionnaire-draft-look' }
      const button = { label, command: 'questionnaire-draft', arg: String(row.id) }
      const text = [{ key: 'questionnaire-proposed-told', args: { title: questionnaire.title } }]
      await room.domain.deliveries.tellEach(
        (await store.listPublishers(who.municipalityId, roles)).map((personId) => ({
          personId,
          message: { text, buttons: [[button]] },
        })),
      )
    },

    /**
     * Puts a draft in force in the municipality, in the place of what was in force under its code.
     * Those who are answering keep their answers: what has stayed is not asked again.
     * @returns the version
     * @throws DomainError('draft-wrong' | 'draft-unknown' | 'not-allowed' | 'draft-campaign-…')
     */
    async publish(actor: Actor, id: number): Promise<number> {
      allow(actor, 'questionnaire.publish')
      const { who, row, questionnaire } = await load(actor, id)
      const { length: count } = await problemsIn(who, questionnaire)
      if (count > 0) throw new DomainError('draft-wrong', { count })
      const { code, title } = questionnaire
      await checkSuccessor(room, who.municipalityId, code, questionnaire)
      const last = await editions.lastVersion(who.municipalityId, code)
      const version = Math.max(last, library[code]?.version ?? 0) + 1
      const before = (await inForce(who)).find((one) => one.code === code)
      const next = { ...questionnaire, version }
      const edition = before ? withRenewedCodes(next, before) : next
      await editions.retire(who.municipalityId, code, room.now())
      await editions.add(who.municipalityId, edition, who.personId, room.now())
      await store.drop(row.id)
      if (row.personId !== who.personId)
        await room.domain.deliveries.tell(row.personId, {
          text: [{ key: 'questionnaire-published-told', args: { title } }],
        })
      return version
    },

    /**
     * Takes the municipality's own out of force: the library's comes back, if there is one.
     * @throws DomainError('questionnaire-unknown' | 'draft-campaign-…')
     */
    async retire(actor: Actor, code: string): Promise<void> {
      const who = allow(actor, 'questionnaire.publish')
      await checkSuccessor(room, who.municipalityId, code, library[code])
      if (!(await editions.retire(who.municipalityId, code, room.now())))
        throw new DomainError('questionnaire-unknown')
    },
  }
}
