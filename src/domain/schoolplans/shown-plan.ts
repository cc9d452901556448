import { shortTitle } from '../roadmaps/rules.ts'
import type { SchoolPlan } from './store.ts'

/** A plan as people are shown it. */
export const shown = (plan: SchoolPlan) => {
  const { id, schoolId, school, templateId, approval, sendBy, start, end, comment } = plan
  return {
    id,
    schoolId,
    school,
    templateId,
    title: shortTitle(plan.title, 200),
    approval,
    sendBy,
    start,
    end,
    lastRecord: plan.lastRecord,
    comment: approval === 'returned' || approval === 'adapting' ? comment : null,
  }
}
