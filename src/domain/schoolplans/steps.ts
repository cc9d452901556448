import { type Actor, allow, type Member, may, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { naming } from './people.ts'
import { type PlanAct, stepped } from './rules.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

/** Plans as an actor finds them, and the steps on the way to approval. */
export function planSteps(room: Room) {
  const store = schoolPlanStore(room.tx)

  /** @throws DomainError('school-plan-unknown') as if another school's were not there */
  const find = async (actor: Actor, id: number): Promise<SchoolPlan> => {
    const { municipalityId } = member(actor)
    if (!may(actor, 'road-map.approve') && !may(actor, 'road-map.adapt'))
      allow(actor, 'road-map.adapt')
    const plan = await store.find(municipalityId, id)
    if (!plan || !(may(actor, 'road-map.approve', plan) || may(actor, 'road-map.adapt', plan)))
      throw new DomainError('school-plan-unknown')
    return plan
  }

  return {
    /** A plan of the own school, or for the coordinator of any school. */
    find,

    /**
     * Takes a plan one step on, once: two at the same time wait for each other, and the second is told
     * how it stands. @param work what is done with it before, in the state before
     * @throws DomainError(`school-plan-is-<state>` | 'school-plan-unknown' | 'not-allowed')
     */
    async take(
      actor: Actor,
      id: number,
      act: PlanAct,
      {
        comment = null,
        work,
      }: { comment?: string | null; work?: (plan: SchoolPlan, who: Member) => Promise<void> } = {},
    ): Promise<SchoolPlan> {
      await store.lock((await find(actor, id)).id)
      const plan = await find(actor, id)
      const action = act === 'approve' || act === 'return' ? 'road-map.approve' : 'road-map.adapt'
      const who = allow(actor, action, plan)
      const next = stepped(plan.approval, act)
      if (next === null) throw new DomainError(`school-plan-is-${plan.approval}`, naming(plan))
      await work?.(plan, who)
      const at = room.now()
      await store.setApproval(id, next, at)
      await store.addRecord(id, { personId: who.personId, act, comment, at })
      return (await store.find(plan.municipalityId, id))!
    },
  }
}
