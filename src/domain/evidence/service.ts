import type { StoredFileRef } from '../deliveries/message.ts'
import { type Actor, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { evidenceStore } from './store.ts'

/** More than this are not taken for one assignment. */
const atMost = 10

/** What shows that an assignment is done: files and links. Seen by whoever sees the assignment. */
export function evidenceService(room: Room) {
  const store = evidenceStore(room.tx)
  return {
    /** @throws DomainError('evidence-too-many' | 'not-allowed' | …) */
    async add(
      actor: Actor,
      assignmentId: number,
      what: { file: StoredFileRef } | { text: string },
    ) {
      await room.domain.assignments.checkMine(actor, assignmentId)
      if ((await store.list(assignmentId)).length >= atMost)
        throw new DomainError('evidence-too-many', { count: atMost })
      return store.add({
        assignmentId,
        personId: member(actor).personId,
        fileId: 'file' in what ? what.file.id : null,
        text: 'text' in what ? what.text : null,
        at: room.now(),
      })
    },

    /** Of one assignment; for the municipality, of all schools that have the same to do. */
    async list(actor: Actor, assignmentId: number) {
      const { occurrenceId, schools } = await room.domain.assignments.show(actor, assignmentId)
      if (schools) return store.listOfOccurrence(occurrenceId)
      return (await store.list(assignmentId)).map((row) => ({ ...row, school: null }))
    },

    /** One of them, to be opened. */
    async show(actor: Actor, id: number) {
      const found = await store.find(id)
      if (!found) throw new DomainError('evidence-unknown')
      const { number, school } = await room.domain.assignments.show(actor, found.assignmentId)
      return { ...found, number, school }
    },
  }
}
