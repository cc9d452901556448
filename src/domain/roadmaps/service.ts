import { handoverStore } from '../schoolplans/handover-store.ts'
import { type Actor, allow, type Member, may } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { assignStore } from './assign-store.ts'
import { assignmentStore } from './assignment-store.ts'
import type { Period } from './deadlines/index.ts'
import { type DraftDoubt, type DraftRow, isQuestion, type RoadMapDraft } from './draft.ts'
import { holdersOf, ofMunicipality, ofSchools } from './holders.ts'
import { loadRows, titleOf } from './load-rows.ts'
import { shownNumber } from './numbering.ts'
import { answered, choicesOf, type RowAnswer, shown } from './questions.ts'
import { readRoadMap, withPeriod } from './read.ts'
import { responsibleStore } from './responsible-store.ts'
import { datesOf, isDoubtful, periodOf, reachOf, shortTitle } from './rules.ts'
import { roadMapStore, type StoredDraft } from './store.ts'

/** A row that somebody must look at before the import, with everything that is asked about it. */
export interface DoubtfulRow {
  number: string
  title: string
  phrase: string
  /** What the deadline was understood to mean, in Russian. */
  understood: string
  /** Doubts about its deadline, and about the row itself. */
  deadline: DraftRow['deadline']['doubts']
  row: DraftDoubt[]
}

/** Who loads, and for whom: the municipality, or one school. */
export interface Loader extends Member {
  schoolId: number | null
}

/** The coordinator loads for the municipality, a school for itself. @throws DomainError('not-allowed') */
export function importer(actor: Actor): Loader {
  const who = allow(actor, 'road-map.import')
  const schoolId = may(actor, 'road-map.import', who) ? null : reachOf(actor).schools[0]
  if (schoolId === undefined) throw new DomainError('not-allowed')
  return { ...who, schoolId }
}

/** Road maps: a draft is kept, looked at, and loaded or dropped. */
export function roadMapService(room: Room) {
  const store = roadMapStore(room.tx)

  const draftOf = async (who: Loader, draftId: number): Promise<StoredDraft> => {
    const found = await store.findDraft(who.municipalityId, draftId, who.schoolId)
    if (!found) throw new DomainError('road-map-draft-gone')
    return found
  }
  const today = async (who: Member) =>
    wallClock(room.now(), await assignmentStore(room.tx).findZone(who.municipalityId)).day

  return {
    /** Keeps what was read of a file until the person says «Загрузить». @returns the draft's id */
    async addDraft(actor: Actor, draft: RoadMapDraft, fileId: string | null = null) {
      const who = importer(actor)
      if (draft.rows.length === 0) throw new DomainError('road-map-no-rows')
      const { municipalityId, personId, schoolId } = who
      return store.addDraft(municipalityId, personId, fileId, draft, room.now(), schoolId)
    },

    /** The same for a text pasted into the chat. */
    async addPasted(actor: Actor, text: string) {
      importer(actor)
      const source = await room.outside.readText?.(text)
      if (!source) throw new DomainError('road-map-no-rows')
      return this.addDraft(actor, readRoadMap(source))
    },

    /** What would be loaded, in figures, and whether the same map is there already. */
    async previewDraft(actor: Actor, draftId: number) {
      const who = importer(actor)
      const { draft } = await draftOf(who, draftId)
      const day = await today(who)
      const period = periodOf(draft, day)
      const dated = draft.rows.filter((row) => datesOf(row).length > 0)
      const dues = dated.flatMap((row) => datesOf(row).map(([, due]) => due))
      const mapping = await responsibleStore(room.tx).findMapping(who.municipalityId)
      const holders = draft.rows.map((row) => holdersOf(row.responsible, mapping))
      return {
        draftId,
        today: day,
        title: draft.title,
        period,
        /** Whether the map itself says so; otherwise the person is asked. */
        periodKnown: draft.period !== null,
        rows: draft.rows.length,
        dated: dated.length,
        undated: draft.rows.length - dated.length,
        /** Dues that have passed: nobody is reminded of them. */
        past: dues.filter((due) => due < day).length,
        dues: dues.length,
        forSchools: holders.filter(ofSchools).length,
        forMunicipality: holders.filter(ofMunicipality).length,
        doubtful: draft.rows.filter(isDoubtful).length,
        doubts: draft.doubts,
        loaded:
          who.schoolId === null &&
          (await store.findSame(who.municipalityId, draft.title, period)).length > 0,
        /** It is a school's own plan. */
        ofSchool: who.schoolId !== null,
      }
    },

    /** The rows that raise questions, in order. */
    async listDoubtful(actor: Actor, draftId: number): Promise<DoubtfulRow[]> {
      const { draft } = await draftOf(importer(actor), draftId)
      return draft.rows.filter(isDoubtful).map((row) => ({
        number: shownNumber(row.number),
        title: shortTitle(titleOf(row), 70),
        phrase: row.phrase,
        understood: row.deadline.text,
        deadline: row.deadline.doubts,
        row: row.doubts,
      }))
    },

    /** The draft for another period, once the person has said which: its deadlines are read anew. */
    async setPeriod(actor: Actor, draftId: number, period: Period): Promise<void> {
      const { draft } = await draftOf(importer(actor), draftId)
      if (period.start > period.end) throw new DomainError('road-map-period')
      await store.setDraft(draftId, withPeriod(draft, period))
    },

    /** The first row of a draft after this place that raises a question, and how to understand it. */
    async findQuestion(actor: Actor, draftId: number, after: number) {
      const who = importer(actor)
      const { draft } = await draftOf(who, draftId)
      const at = draft.rows.findIndex((row, i) => i > after && isDoubtful(row))
      const row = draft.rows[at]
      if (!row) return null
      return {
        at,
        number: shownNumber(row.number),
        title: shortTitle(titleOf(row), 200),
        phrase: row.phrase,
        deadline: row.deadline.doubts.map(({ text }) => text),
        row: row.doubts.filter(isQuestion),
        choices: choicesOf(row.deadline).map(shown),
        period: periodOf(draft, await today(who)),
        count: draft.rows.filter(isDoubtful).length,
      }
    },

    /** Settles the questions of a row of a draft. @throws DomainError('row-no-such-reading') */
    async answer(actor: Actor, draftId: number, at: number, answer: RowAnswer) {
      const who = importer(actor)
      const { draft } = await draftOf(who, draftId)
      const row = draft.rows[at]
      if (!row) throw new DomainError('row-unknown')
      const choice = answered(row.deadline, answer, periodOf(draft, await today(who)))
      if (!choice) throw new DomainError('row-no-such-reading')
      const settled: DraftRow = {
        ...row,
        phrase: answer.type === 'phrase' ? answer.phrase : row.phrase,
        deadline: { ...row.deadline, ...choice, doubts: [] },
        doubts: row.doubts.filter((doubt) => !isQuestion(doubt)),
      }
      await store.setDraftRow(draftId, at, settled)
      return { number: shownNumber(row.number), deadline: choice.text }
    },

    /** Forgets a draft. Nothing was loaded from it. */
    async dropDraft(actor: Actor, draftId: number): Promise<void> {
      const who = importer(actor)
      await draftOf(who, draftId)
      await store.dropDraft(who.municipalityId, draftId)
    },

    /**
     * Loads a draft: every row as an activity, its dates, and who answers for each.
     * The same map (title and period) is loaded a second time only to replace the first: then what
     * was open there is cancelled, and what was done counts here.
     * @throws DomainError('road-map-loaded-already' | 'road-map-draft-gone')
     */
    async load(actor: Actor, draftId: number, { replace = false }: { replace?: boolean } = {}) {
      const who = importer(actor)
      const { municipalityId, personId } = who
      if (who.schoolId !== null) throw new DomainError('not-allowed')
      await store.lockMunicipality(municipalityId)
      const { draft, fileId } = await draftOf(who, draftId)
      const { title } = draft
      const period = periodOf(draft, await today(who))
      const same = await store.findSame(municipalityId, title, period)
      if (same.length > 0 && !replace) throw new DomainError('road-map-loaded-already', { title })

      const at = room.now()
      const map = { municipalityId, title, period, fileId, personId, at }
      const roadMapId = await store.addRoadMap(map)
      const mapping = await responsibleStore(room.tx).findMapping(municipalityId)
      const { ids, occurrences } = await loadRows(store, roadMapId, draft, (names) =>
        holdersOf(names, mapping),
      )
      if (same.length > 0) {
        await store.takeOver(same, roadMapId)
        await handoverStore(room.tx).relink(same, roadMapId, at)
      }
      const assign = assignStore(room.tx)
      const part = { municipalityId, roadMapId }
      const assignments = await (same.length > 0 ? assign.addMissing(part) : assign.addAll(part))
      await room.domain.informing.plan({ roadMapId })
      await store.dropDraft(municipalityId, draftId)
      return { roadMapId, title, activities: ids.length, occurrences, assignments }
    },

    /** Gives a new school its part of what is not past in the road maps of its municipality. */
    async includeSchool(municipalityId: number, schoolId: number): Promise<number> {
      await store.lockMunicipality(municipalityId)
      const zone = await assignmentStore(room.tx).findZone(municipalityId)
      const from = wallClock(room.now(), zone).day
      return assignStore(room.tx).addMissing({ municipalityId, schoolId, from })
    },
  }
}
