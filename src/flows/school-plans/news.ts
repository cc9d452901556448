import type { Dialogue, Flow, Next } from '../dialogue.ts'

type News = NonNullable<Awaited<ReturnType<Dialogue['domain']['schoolPlans']['findNews']>>>

/** What has changed in the road map since the school has copied it: row by row, taken or not. */
export const news: Flow = async (d): Promise<Next | undefined> => {
  const id = Number(d.args.id)
  const found = await d.domain.schoolPlans.findNews(d.actor, id)
  if (!found) {
    d.say('plan-news-none')
    return { flow: 'school-plan', args: { id } }
  }
  const { rowId, number, count, ours, theirs } = found
  d.say('plan-news', { number, count })
  if (theirs.cancelled === null) d.say('plan-news-theirs', line(theirs))
  else d.say('plan-news-cancelled', { reason: theirs.cancelled })
  d.say(ours.cancelled === null ? 'plan-news-ours' : 'plan-news-ours-out', line(ours))
  const reply = await d.prompt({
    key: 'plan-news-what',
    options: [{ label: { key: 'plan-news-take' } }, { label: { key: 'plan-news-keep' } }],
    back: 'none',
  })
  const take = reply.type === 'option' && reply.index === 0
  if (take) await d.domain.schoolPlans.takeNews(d.actor, rowId)
  else await d.domain.schoolPlans.keepNews(d.actor, rowId)
  d.say(take ? 'plan-news-taken' : 'plan-news-kept', { number })
  return { flow: 'plan-news', args: { id } }
}

const line = ({ title, deadline, responsible, result }: News['ours']) => ({
  title,
  deadline,
  responsible,
  result,
})
