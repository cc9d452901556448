import type { Dialogue, Flow } from '../dialogue.ts'

type Act = 'start' | 'move' | 'drop' | 'ask-move'

/** «В работе», «Перенести», «Отменить», «Попросить перенести» for one assignment. */
export const moves: Flow = async (d) => acts[d.args.act as Act](d, Number(d.args.id))

const reasonOf = (d: Dialogue, key: string) => d.ask(key, {}, { kind: 'text', min: 2, max: 500 })

/** A day that it may be moved to: what is wrong with another one is said at once, not after the reason. */
async function askDay(d: Dialogue, id: number): Promise<string> {
  for (;;) {
    const day = await d.ask('move-ask-day', {}, { kind: 'date' })
    const wrong = await d.domain.moves.previewDay(d.actor, id, day)
    if (wrong === null) return day
    d.say(`error-${wrong}`)
  }
}

const acts: { [A in Act]: (d: Dialogue, id: number) => Promise<void> } = {
  async start(d, id) {
    const { number, title } = await d.domain.moves.takeUp(d.actor, id, true)
    d.say('move-started', { number, title }, { buttons: [[doneButton(id)]] })
  },

  async move(d, id) {
    await d.domain.moves.showMovable(d.actor, id)
    const day = await askDay(d, id)
    const reason = await reasonOf(d, 'move-ask-reason')
    d.say('move-done', await d.domain.moves.move(d.actor, id, day, reason))
  },

  async drop(d, id) {
    await d.domain.moves.showMovable(d.actor, id)
    const reason = await reasonOf(d, 'row-ask-reason')
    d.say('move-dropped', await d.domain.moves.cancel(d.actor, id, reason))
  },

  async 'ask-move'(d, id) {
    await d.domain.moves.showAskable(d.actor, id)
    const day = await askDay(d, id)
    const reason = await reasonOf(d, 'move-ask-reason')
    d.say('move-asked', await d.domain.moves.ask(d.actor, id, day, reason))
  },
}

const doneButton = (id: number) => ({
  label: { key: 'assignment-done' },
  command: 'done',
  arg: String(id),
})

/** The coordinator's answer to a school that asks for a later day. */
export const answerMove: Flow = async (d) => {
  const approve = d.args.answer === 'approve'
  const answered = await d.domain.moves.answer(d.actor, Number(d.args.request), approve)
  d.say(approve ? 'move-approved' : 'move-declined', answered)
}
