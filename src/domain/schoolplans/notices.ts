import type { CommandButton, Line } from '../deliveries/message.ts'
import type { Notice, Recipient } from '../reminders/digest.ts'
import { isPinged, type Policy, pingDay } from '../reminders/rules.ts'
import { mapTitle } from '../roadmaps/rules.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { coordinatorsOf, openButton, staffOf } from './people.ts'
import { isUnsent, patience } from './rules.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

export interface Morning {
  municipalityId: number
  day: IsoDate
  /** The morning before it: what was missed since then is said now. */
  after: IsoDate
  policy: Policy
  zone: string
}

/** Schools that are named in a line. */
const named = 5

/**
 * Reminders of plans: a school that has not sent its own, by the policy of dues; the coordinators of
 * plans that wait for their answer, and of schools that are late; a school whose road map has changed.
 */
export async function planNotices(
  room: Room,
  { municipalityId, day, after, policy, zone }: Morning,
  recipients: readonly Recipient[],
): Promise<({ personId: number } & Notice)[]> {
  const plans = await schoolPlanStore(room.tx).list(municipalityId)
  const within = (one: IsoDate) => one > after && one <= day
  const dayOf = (at: Date) => wallClock(at, zone).day
  /** Of a change people are told on the morning after it, and once more a week later. */
  const isTold = (changed: IsoDate) =>
    (changed >= after && changed < day) || within(pingDay(changed, 7))
  const notices: ({ personId: number } & Notice)[] = []
  const tell = (people: readonly number[], lines: Line[], button: CommandButton) => {
    for (const personId of people) notices.push({ personId, lines, buttons: [[button]] })
  }
  const title = (plan: SchoolPlan) => mapTitle(plan.title, 120)

  for (const plan of plans) {
    const { approval, sendBy } = plan
    const lines: Line[] = []
    if (isUnsent(approval) && sendBy !== null && isPinged(sendBy, policy, after, day)) {
      const key = sendBy < day ? 'late' : approval === 'returned' ? 'returned' : 'soon'
      lines.push({
        key: `school-plan-remind-${key}`,
        args: { title: title(plan), day: sendBy },
      })
    }
    if (plan.newsAt !== null && isTold(dayOf(plan.newsAt)))
      lines.push({ key: 'school-plan-remind-news', args: { title: title(plan), count: plan.news } })
    if (lines.length > 0) tell(staffOf(plan.schoolId, recipients), lines, openButton(plan.id))
  }

  const offsets = patience(policy.after)
  const reminded = plans.some(
    ({ approval, approvalAt }) =>
      approval === 'waiting' && offsets.some((n) => within(pingDay(dayOf(approvalAt), n))),
  )
  const waiting = plans.filter(({ approval }) => approval === 'waiting')
  const late = plans.filter(
    ({ approval, sendBy }) =>
      isUnsent(approval) && sendBy !== null && offsets.some((n) => within(pingDay(sendBy, n))),
  )
  const lines: Line[] = [
    ...(reminded ? [names('school-plan-remind-waiting', waiting)] : []),
    ...(late.length > 0 ? [names('school-plan-remind-unsent', late)] : []),
  ]
  if (lines.length > 0)
    tell(coordinatorsOf(recipients), lines, {
      label: { key: 'school-plans-open' },
      command: 'school-plans',
    })
  return notices
}

function names(key: string, plans: readonly SchoolPlan[]): Line {
  const schools = [...new Set(plans.map(({ school }) => school))]
  return {
    key,
    args: {
      count: schools.length,
      names: schools.slice(0, named).join(', '),
      more: Math.max(0, schools.length - named),
    },
  }
}
