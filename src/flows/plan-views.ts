import type { Flow, Next } from './dialogue.ts'

const ways = ['plan-export', 'calendar'] as const

/** What else can be done with the plan: other views, files, a calendar. */
export const planViews: Flow = async (d): Promise<Next> => ({
  flow: await d.choose('plan-views', ways, (one) => ({ key: `plan-views-${one}` })),
  args: {},
})
