import { type CheckEvery, checkEvery } from '../../domain/roadmaps/undated-rules.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'

/** Rows named at once. */
const named = 12

/** How often constant work is looked after: for all rows that nobody has said it of, or for each. */
export const checks: Flow = async (d): Promise<Next | undefined> => {
  if (typeof d.args.id === 'number') {
    await one(d, d.args.id)
    return { flow: 'row', args: { id: d.args.id } }
  }
  const rows = await d.domain.undated.listUnchecked(d.actor)
  const [first] = rows
  if (!first) {
    d.say('checks-none', {}, { buttons: [[{ label: { key: 'reminders-plan' }, command: 'plan' }]] })
    return
  }
  if (d.args.each === true) {
    d.say('assignment-title', { number: first.number, title: first.title })
    await one(d, first.id)
    return { flow: 'checks', args: { each: true } }
  }
  d.say('checks-rows', { count: rows.length })
  for (const { number, title } of rows.slice(0, named)) d.say('checks-row', { number, title })
  if (rows.length > named) d.say('road-map-doubtful-more', { count: rows.length - named })
  const reply = await d.prompt({
    key: 'checks-ask',
    options: [
      ...checkEvery.map((every) => ({ label: { key: `check-${every}` } })),
      ...(rows.length > 1 ? [{ label: { key: 'checks-each' } }] : []),
    ],
  })
  const every = reply.type === 'option' ? checkEvery[reply.index] : undefined
  if (!every) return { flow: 'checks', args: { each: true } }
  const changed = await d.domain.undated.setCheck(
    d.actor,
    rows.map(({ id }) => id),
    every,
  )
  d.say('checks-set', { count: rows.length, every: { key: `check-${every}` }, changed })
  return
}

async function one(d: Dialogue, id: number): Promise<void> {
  const every = await d.choose<CheckEvery>('checks-ask-one', checkEvery, (each) => ({
    key: `check-${each}`,
  }))
  const changed = await d.domain.undated.setCheck(d.actor, [id], every)
  d.say('checks-set', { count: 1, every: { key: `check-${every}` }, changed })
}

/** «Событие наступило …» → the due that follows from it. */
export const event: Flow = async (d): Promise<Next | undefined> => {
  const id = Number(d.args.id)
  const day = await d.ask('event-ask-day', {}, { kind: 'date' })
  const likely = await d.domain.undated.previewEvent(d.actor, id, day)
  let due = likely
  if (likely !== null) {
    const reply = await d.prompt({
      key: 'event-due-likely',
      args: { due: likely },
      options: [{ label: { key: 'deadline-right' } }, { label: { key: 'doubt-other' } }],
    })
    if (reply.type !== 'option' || reply.index !== 0) due = null
  }
  due ??= await d.ask('event-ask-due', {}, { kind: 'date', min: day })
  const dated = await d.domain.undated.dateEvent(d.actor, id, day, due)
  d.say('event-dated', dated)
  return { flow: 'row', args: { id } }
}
