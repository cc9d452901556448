import type { Flow, Next } from './dialogue.ts'

const ways = ['responsible', 'section', 'export', 'calendar'] as const

const nexts: { [way in (typeof ways)[number]]: Next } = {
  responsible: { flow: 'plan-groups', args: { by: 'responsible' } },
  section: { flow: 'plan-groups', args: { by: 'section' } },
  export: { flow: 'plan-export', args: {} },
  calendar: { flow: 'calendar', args: {} },
}

/** What else can be done with the plan: other views, files, a calendar. */
export const planViews: Flow = async (d): Promise<Next> =>
  nexts[await d.choose('plan-views', ways, (one) => ({ key: `plan-views-${one}` }))]
