import { may } from '../../domain/shared/access.ts'
import type { Flow, Next } from '../dialogue.ts'

const nexts = {
  responsible: { flow: 'plan-groups', args: { by: 'responsible' } },
  section: { flow: 'plan-groups', args: { by: 'section' } },
  export: { flow: 'plan-export', args: {} },
  calendar: { flow: 'calendar', args: {} },
  next: { flow: 'next-plan', args: {} },
} as const satisfies { [way: string]: Next }

type Way = keyof typeof nexts

/** What else can be done with the plan: other views, files, a calendar, the plan after it. */
export const planViews: Flow = async (d): Promise<Next> => {
  const ways: Way[] = ['responsible', 'section', 'export', 'calendar']
  if (may(d.actor, 'road-map.edit')) ways.push('next')
  return nexts[await d.choose('plan-views', ways, (one) => ({ key: `plan-views-${one}` }))]
}
