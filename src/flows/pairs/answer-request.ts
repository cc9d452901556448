import type { Flow } from '../dialogue.ts'

/**
 * A mentor answers a mentee's request from the buttons of its message.
 * Arguments: `request`, its id; `answer`: 'accept' or 'decline'. What was answered already, or taken
 * back, is said by the refusal of the service.
 */
export const answerRequest: Flow = async (d) => {
  const id = Number(d.args.request)
  const { name } = await d.domain.pairs.showRequest(d.actor, Number.isInteger(id) ? id : 0)
  if (d.args.answer === 'accept') {
    await d.domain.pairs.accept(d.actor, id)
    d.say('answer-accepted', { name }, { menu: true })
    return
  }
  const reply = await d.prompt({
    key: 'answer-reason',
    args: { name },
    expects: { kind: 'text', max: 300 },
    skip: true,
    personal: true,
  })
  await d.domain.pairs.decline(d.actor, id, reply.type === 'text' ? reply.text : '')
  d.say('answer-declined', { name }, { menu: true })
}
