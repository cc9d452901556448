import type { Args, Flow, Next } from '../dialogue.ts'
import { mapLabel } from './titled.ts'

/** Rows whose titles name a year, listed at most. */
const listed = 10

export const nextPlanArgs = (arg: string | undefined): Args =>
  arg && /^\d{1,9}$/.test(arg) ? { id: Number(arg) } : {}

/** «Сделать из этого»: a draft of the next plan from a road map in force, then the usual preview. */
export const nextPlan: Flow = async (d): Promise<Next | undefined> => {
  let id = d.args.id
  if (typeof id !== 'number') {
    const maps = await d.domain.rows.listMaps(d.actor)
    const [only] = maps
    if (!only) {
      d.say('plan-export-none')
      return
    }
    id = maps.length === 1 ? only.id : (await chosen(d, maps)).id
  }
  const { draftId, period, named } = await d.domain.nextPlans.makeDraft(d.actor, id)
  d.say('next-plan-made', { start: period.start, end: period.end })
  if (named.length > 0)
    d.say('next-plan-years', {
      count: named.length,
      numbers: named.slice(0, listed).join(', '),
      more: Math.max(0, named.length - listed),
    })
  return { flow: 'road-map-file', args: { draftId } }
}

const chosen = (d: Parameters<Flow>[0], maps: { id: number; title: string }[]) =>
  d.choose('next-plan-which', maps, ({ title }) => mapLabel(title))

/** «Не нужно»: this road map is not asked about again. */
export const noNextPlan: Flow = async (d) => {
  if (typeof d.args.id !== 'number') return d.say('dialogue-unknown-command', {}, { menu: true })
  await d.domain.nextPlans.decline(d.actor, d.args.id)
  d.say('next-plan-declined')
}
