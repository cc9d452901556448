import { absenceStore } from '../absences/store.ts'
import { activityStore } from '../roadmaps/activity-store.ts'
import { mapNames } from '../roadmaps/map-names.ts'
import { type Actor, allow, member } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { standIns } from './away.ts'
import { answering, type DueRow, type MapNames, reminderMessage } from './digest.ts'
import {
  isQuiet,
  longestOffset,
  morningHour,
  morningHours,
  type Policy,
  type SnoozeChoice,
  snoozeUntil,
  usual,
} from './rules.ts'
import { snoozeStore } from './snooze-store.ts'
import { reminderStore } from './store.ts'

/** What one does with a morning's digest, «Напомнить позже», and how often a municipality is reminded. */
export function reminderService(room: Room) {
  const store = reminderStore(room.tx)
  const snoozes = snoozeStore(room.tx)
  const mapsOf = async (municipalityId: number): Promise<MapNames> =>
    mapNames(await activityStore(room.tx).listMaps(municipalityId))

  return {
    /** The rows of one's digest that are still open; for its buttons. */
    async listDigest(actor: Actor, day: IsoDate): Promise<(DueRow & { map: string | null })[]> {
      const { personId, municipalityId } = member(actor)
      const names = await mapsOf(municipalityId)
      const rows = await store.listOfDigest(personId, day)
      return rows.map((row) => ({ ...row, map: names.get(row.roadMapId) ?? null }))
    },

    /** Sets a reminder of an open assignment. @returns when it comes, on the municipality's clock */
    async snooze(actor: Actor, assignmentId: number, choice: SnoozeChoice) {
      const row = await room.domain.assignments.show(actor, assignmentId)
      await room.domain.assignments.checkMine(actor, assignmentId)
      const who = member(actor)
      if (row.status === 'done') throw new DomainError('assignment-done', naming(row))
      if (row.status === 'cancelled') throw new DomainError('assignment-cancelled', naming(row))
      const zone = (await store.findZone(row.municipalityId))!
      const until = snoozeUntil(choice, room.now(), zone)
      const id = await snoozes.add(assignmentId, who.personId, until)
      room.outside.afterCommit({
        type: 'alarm',
        name: 'snooze',
        id: String(id),
        at: until.toISOString(),
      })
      return wallClock(until, zone)
    },

    /**
     * Reminds of what was put off, once, when its time has come and it is still open; what was put
     * off until nine in the morning is part of the digest. By night it waits, unless `anyhow`.
     * @returns whether it is settled
     */
    async fireSnooze(id: number, { anyhow = false } = {}): Promise<boolean> {
      const now = room.now()
      const snooze = await snoozes.find(id)
      if (!snooze || snooze.until > now) return false
      const row = await store.findDue(snooze.assignmentId)
      if (row) {
        if (!anyhow && isQuiet(wallClock(now, row.zone).time)) return false
        for (const { municipalityId, day } of await room.domain.mornings.listDue())
          if (municipalityId === row.municipalityId)
            await room.domain.mornings.open(municipalityId, day)
      }
      if (!(await snoozes.fire(id, now)) || !row) return true
      const recipients = await store.listRecipients(row.municipalityId)
      const today = wallClock(now, row.zone).day
      const away = await absenceStore(room.tx).listSince(row.municipalityId, today)
      if (!standIns(answering(row, recipients), away, today).includes(snooze.personId)) return true
      const message = reminderMessage(row, today, await mapsOf(row.municipalityId))
      await room.domain.deliveries.tell(snooze.personId, message, {
        urgency: 'ping',
        key: `snooze:${id}`,
      })
      return true
    },

    /** When and how often the municipality is reminded. */
    async showPolicy(actor: Actor) {
      const { municipalityId } = allow(actor, 'reminders.set')
      const own = await store.findPolicy(municipalityId)
      return own ?? { before: [...usual.before], after: [...usual.after], hour: morningHour }
    },

    /** Changes it from the next morning on. @throws DomainError('reminders-policy' | 'not-allowed') */
    async setPolicy(actor: Actor, policy: Policy & { hour: string }) {
      const { municipalityId } = allow(actor, 'reminders.set')
      const days = [...policy.before, ...policy.after]
      const fits = days.every((n) => Number.isInteger(n) && n >= 1 && n <= longestOffset)
      if (!fits || !morningHours.some((hour) => hour === policy.hour))
        throw new DomainError('reminders-policy')
      await store.setPolicy(municipalityId, policy)
    },

    /** Snoozes that wait for a moment up to this one: what the alarm clock has to know. */
    async listSnoozes(until: Date) {
      return snoozes.listWaiting(until)
    },
  }
}

const naming = (row: { number: string; title: string }) => ({
  number: row.number,
  title: row.title,
})
