import { carried, nextOf } from '../after.ts'
import type { Args, Dialogue, Next } from '../dialogue.ts'
import { answerWords } from './questionnaire-screen.ts'

/** All answers before they are sent: any can be changed. `page` of the arguments counts from 0. */
export async function summary(
  d: Dialogue,
  code: string,
  response: number,
): Promise<Next | undefined> {
  const { observation } = d.args
  const here: Args = {
    code,
    response,
    ...carried(d),
    ...(observation === undefined ? {} : { observation }),
  }
  const page = typeof d.args.page === 'number' ? d.args.page : 0
  // A changed answer may have opened a question that was not asked before.
  if (await d.domain.questionnaires.showQuestion(d.actor, response))
    return { flow: 'questionnaire', args: here }
  const shown = await d.domain.questionnaires.showSummary(d.actor, response, page)
  const { title, items, pages, campaign } = shown
  d.say('questionnaire-summary', { title, page: shown.page + 1, pages })
  for (const { number, grid, text, answer } of items) {
    if (grid) d.say('questionnaire-summary-grid', { grid })
    d.say('questionnaire-summary-item', { number, text, answer: answerWords(answer) })
  }

  const moves = [
    ...(shown.page < pages - 1
      ? [{ key: 'questionnaire-summary-after', page: shown.page + 1 }]
      : []),
    ...(shown.page > 0 ? [{ key: 'questionnaire-summary-before', page: shown.page - 1 }] : []),
  ]
  const keys = ['questionnaire-send', 'questionnaire-change', ...moves.map(({ key }) => key)]
  const reply = await d.prompt({
    key: campaign ? 'campaign-send-ask' : 'questionnaire-summary-ask',
    options: keys.map((key) => ({ label: { key } })),
    back: 'none',
  })
  const chose = reply.type === 'option' ? keys[reply.index] : undefined
  if (chose === 'questionnaire-send') {
    await d.domain.questionnaires.complete(d.actor, response)
    const next = nextOf(d.args.after)
    const key = campaign
      ? `campaign-thanks-${campaign.anonymous ? 'anonymous' : 'named'}`
      : 'questionnaire-thanks'
    d.say(key, { title }, next ? undefined : { menu: true })
    return next
  }
  const move = moves.find(({ key }) => key === chose)
  if (move) return { flow: 'questionnaire', args: { ...here, view: 'summary', page: move.page } }

  const chosen = await d.prompt({
    key: 'questionnaire-change-which',
    options: items.map(({ number, text }) => ({
      label: { key: 'questionnaire-change-option', args: { number, text } },
      mark: String(number),
    })),
  })
  const at = chosen.type === 'option' ? items[chosen.index]?.code : undefined
  return {
    flow: 'questionnaire',
    args: at ? { ...here, at, changing: true } : { ...here, view: 'summary' },
  }
}
