import type { CommandButton, Line, Message } from '../deliveries/message.ts'
import type { Recipient } from '../reminders/digest.ts'
import { reminderStore } from '../reminders/store.ts'
import { mapTitle } from '../roadmaps/rules.ts'
import type { Room } from '../shared/room.ts'
import type { SchoolPlan } from './store.ts'

const ofSchool = new Set(['head', 'curator'])

/** Head and curators of a school, each once. */
export const staffOf = (schoolId: number, all: readonly Recipient[]): number[] => [
  ...new Set(
    all
      .filter((one) => one.schoolId === schoolId && ofSchool.has(one.role))
      .map(({ personId }) => personId),
  ),
]

export const coordinatorsOf = (all: readonly Recipient[]): number[] => [
  ...new Set(all.filter(({ role }) => role === 'coordinator').map(({ personId }) => personId)),
]

/** «Посмотреть план». */
export const openButton = (id: number): CommandButton => ({
  label: { key: 'school-plan-open' },
  command: 'school-plan',
  arg: String(id),
})

/** What people read of a plan in a line. */
export const naming = ({ title, school }: Pick<SchoolPlan, 'title' | 'school'>) => ({
  title: mapTitle(title),
  school,
})

/** Tells the school, or the coordinators, of a plan. @returns how many were reached */
export async function tellOf(
  room: Room,
  plan: SchoolPlan,
  whom: 'school' | 'coordinators',
  text: Line[],
  by: number | null = null,
): Promise<number> {
  const all = await reminderStore(room.tx).listRecipients(plan.municipalityId)
  const people = whom === 'school' ? staffOf(plan.schoolId, all) : coordinatorsOf(all)
  const message: Message = { text, buttons: [[openButton(plan.id)]] }
  return room.domain.deliveries.tellEach(
    people.filter((personId) => personId !== by).map((personId) => ({ personId, message })),
  )
}
