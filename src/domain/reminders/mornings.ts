import { absenceStore } from '../absences/store.ts'
import { activityStore } from '../roadmaps/activity-store.ts'
import { mapNames } from '../roadmaps/map-names.ts'
import { planNotices } from '../schoolplans/notices.ts'
import { addDays, daysBetween, type IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { addNotices, duesOfReturn, redirect, returned, standIns, welcome } from './away.ts'
import {
  answering,
  composeDigests,
  type DueRow,
  digestMessage,
  type PersonalDigest,
  type Recipient,
} from './digest.ts'
import {
  duesToPing,
  escalationWindow,
  isPinged,
  lastDueToEscalate,
  lookBackTo,
  morningAt,
  morningHour,
  policyFor,
  stepAbove,
  usual,
} from './rules.ts'
import { snoozeStore } from './snooze-store.ts'
import { reminderStore } from './store.ts'

/** A municipality's morning that ought to be open. */
export interface DueMorning {
  municipalityId: number
  day: IsoDate
}

/** Mornings with their digests. */
export function morningService(room: Room) {
  const store = reminderStore(room.tx)
  const snoozes = snoozeStore(room.tx)

  return {
    /**
     * The mornings that ought to be open now and are not. Anyhow: the last one of each municipality,
     * by night too and open or not, for a clock that was moved (opening again doubles nothing).
     */
    async listDue({ anyhow = false } = {}): Promise<DueMorning[]> {
      const due = (await store.listMunicipalities()).flatMap(({ id, zone, hour }) => {
        const day = morningAt(wallClock(room.now(), zone), anyhow, hour ?? morningHour)
        return day === null ? [] : [{ municipalityId: id, day }]
      })
      if (anyhow) return due
      const opened = new Set(
        (await store.listOpened(due)).map((m) => `${m.municipalityId} ${m.day}`),
      )
      return due.filter((m) => !opened.has(`${m.municipalityId} ${m.day}`))
    },

    /** The time zones that mornings open in. */
    async listZones(): Promise<string[]> {
      return [...new Set((await store.listMunicipalities()).map(({ zone }) => zone))]
    },

    /**
     * Writes a morning's digests: what the policy pings on it and what was missed since the morning
     * before it, one message a person. Safe to run twice and by several workers; `again` looks a
     * second time at a morning that is open, for persons who had no digest of it.
     * @returns how many digests were written
     */
    async open(municipalityId: number, day: IsoDate, { again = false } = {}): Promise<number> {
      const zone = await store.findZone(municipalityId)
      if (zone === null) return 0
      const now = room.now()
      if (!(await store.addMorning(municipalityId, day, now)) && !again) return 0

      const after = lookBackTo(await store.lastMorningBefore(municipalityId, day), day)
      const policy = (await store.findPolicy(municipalityId)) ?? usual
      const dues = await store.listDue(municipalityId, duesToPing(after, day, policy), now)
      const pinged = dues.filter(({ due, kind }) =>
        isPinged(due, policyFor(kind, policy), after, day),
      )
      const oldest = addDays(day, -Math.max(escalationWindow, daysBetween(after, day) + stepAbove))
      const until = {
        head: lastDueToEscalate(day, 'head'),
        coordinator: lastDueToEscalate(day, 'coordinator'),
      }
      const late = await store.listToEscalate(municipalityId, oldest, until, now)
      const recipients = await store.listRecipients(municipalityId)

      const today = wallClock(now, zone).day
      const hushed = await snoozed(pinged, now)
      const away = await absenceStore(room.tx).listSince(municipalityId, after)
      const composed = composeDigests(
        pinged,
        late.map((row) => ({ row, level: row.level })),
        recipients,
        // A snooze silences what comes before the due; the day itself and lateness are always said.
        (personId, row) => row.due > today && hushed.has(`${personId} ${row.id}`),
      )
      const back = returned(away, after, day)
      if (back.length > 0)
        welcome(
          composed,
          await store.listDue(municipalityId, duesOfReturn(day), now),
          recipients,
          back,
        )
      const { digests, silent } = redirect(composed, away, today)
      const woken = await snoozes.listDue(municipalityId, now)
      for (const row of woken) {
        if (!standIns(answering(row, recipients), away, today).includes(row.snoozedBy)) continue
        const digest = digests.find(({ personId }) => personId === row.snoozedBy)
        if (!digest)
          digests.push({ personId: row.snoozedBy, own: [row], above: [], asked: [row.id] })
        else {
          digest.asked = [...(digest.asked ?? []), row.id]
          if (!digest.own.some(({ id }) => id === row.id)) digest.own.push(row)
        }
      }

      const plans = { municipalityId, day, after, policy, zone }
      const ofPlans = await planNotices(room, plans, recipients)
      await tellUnheard(digests, pinged, silent, recipients)
      const nudges = await room.domain.campaignMornings.open(municipalityId, day, after)
      addNotices(digests, [...ofPlans, ...nudges], away, today)
      const items = digests.map(({ personId, own, above }) => ({
        personId,
        items: [
          ...own.map(({ id }) => ({ id, reason: 'own' })),
          ...above.map(({ row }) => ({ id: row.id, reason: 'above' })),
        ],
      }))
      const fresh = new Set(await store.addDigests(items, day, now))
      const maps = mapNames(await activityStore(room.tx).listMaps(municipalityId))
      const told = digests.filter(({ personId }) => fresh.has(personId))
      await room.domain.deliveries.tellEach(
        told.map((digest) => ({
          personId: digest.personId,
          message: digestMessage(digest, wallClock(now, zone), day, maps),
          key: `digest:${digest.personId}:${day}`,
        })),
        { urgency: 'ping' },
      )
      await room.domain.campaignMornings.countSent(nudges, fresh)
      await room.domain.informing.openMorning(municipalityId, day)
      const escalated = told.flatMap(({ above }) => above)
      await store.addEscalations(
        escalated.map(({ row, level }) => ({ assignmentId: row.id, level })),
        now,
      )
      await snoozes.markFired(
        woken.filter(({ snoozedBy }) => fresh.has(snoozedBy)).map(({ snoozeId }) => snoozeId),
        now,
      )
      return told.length
    },
  }

  /** Coordinators hear of rows that nobody could be told of: no curator, no messenger, on leave. */
  async function tellUnheard(
    digests: PersonalDigest[],
    pinged: readonly DueRow[],
    silent: readonly number[],
    recipients: readonly Recipient[],
  ): Promise<void> {
    const owners = digests.filter(({ own }) => own.length > 0).map(({ personId }) => personId)
    const gone = await store.listUnreachable([...owners, ...silent])
    const alone = pinged.filter((row) => answering(row, recipients).length === 0)
    const names = [
      ...new Set([
        ...alone.map(({ school }) => school ?? ''),
        ...gone.map(({ name }) => name),
        ...(await store.listNames(silent)),
      ]),
    ].filter((name) => name !== '')
    if (names.length === 0) return
    const coordinators = recipients.filter(({ role }) => role === 'coordinator')
    for (const personId of new Set(coordinators.map((one) => one.personId))) {
      const digest = digests.find((one) => one.personId === personId)
      if (digest) digest.unheard = names
      else digests.push({ personId, own: [], above: [], unheard: names })
    }
  }

  async function snoozed(rows: readonly DueRow[], now: Date): Promise<Set<string>> {
    const found = await snoozes.listSnoozed(
      rows.map(({ id }) => id),
      now,
    )
    return new Set(found.map(({ personId, assignmentId }) => `${personId} ${assignmentId}`))
  }
}
