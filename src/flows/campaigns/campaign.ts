import type { CampaignCard } from '../../domain/campaigns/card.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { idOf } from './arguments.ts'
import { askDue } from './ask-due.ts'

const acts = ['results', 'board', 'close', 'reopen', 'wave', 'due', 'list'] as const
type Act = (typeof acts)[number]

/** One campaign: how many have answered, and what can be done with it. Arguments: `id`. */
export const campaign: Flow = async (d): Promise<Next | undefined> => {
  const id = idOf(d.args.id)
  if (id === null) return { flow: 'campaigns', args: {} }
  const card = await d.domain.campaigns.showCampaign(d.actor, id)
  const possible = acts.filter((act) => can(card, act))
  const reply = await d.prompt({
    key: 'campaign-card',
    args: {
      title: card.title,
      wave: card.wave,
      state: card.closed ? 'closed' : 'open',
      due: card.due,
      answered: card.answered,
      asked: card.asked,
      excluded: card.excluded,
      anonymous: card.anonymous ? 'yes' : 'no',
      school:
        card.school === null ? '' : { key: 'campaign-card-school', args: { school: card.school } },
    },
    options: possible.map((act) => ({ label: { key: `campaign-act-${act}` } })),
    back: 'none',
    view: true,
  })
  const act = reply.type === 'option' ? possible[reply.index] : undefined
  return act && next(d, act, card)
}

function can({ runs, closed, canReopen, anonymous, answered }: CampaignCard, act: Act): boolean {
  switch (act) {
    case 'results':
      return answered > 0 && (closed || !anonymous)
    case 'close':
    case 'due':
      return runs && !closed
    case 'reopen':
      return canReopen
    case 'wave':
      return runs && closed
    default:
      return true
  }
}

async function next(d: Dialogue, act: Act, card: CampaignCard): Promise<Next | undefined> {
  const { id, title } = card
  const here = { flow: 'campaign', args: { id } }
  switch (act) {
    case 'results':
      return { flow: 'results', args: { id } }
    case 'board':
      return { flow: 'campaign-board', args: { id } }
    case 'list':
      return { flow: 'campaigns', args: {} }
    case 'close': {
      const key = card.anonymous ? 'campaign-close-anonymous' : 'campaign-close-ask'
      const args = { title, answered: card.answered, asked: card.asked }
      if (!(await d.confirm(key, args, 'campaign-act-close', 'campaign-keep-open'))) return here
      await d.domain.campaigns.close(d.actor, id)
      d.say('campaign-closed-now', { title })
      return here
    }
    case 'reopen':
      await d.domain.campaigns.reopen(d.actor, id, await askDue(d))
      d.say('campaign-reopened', { title })
      return here
    case 'due': {
      const due = await askDue(d)
      await d.domain.campaigns.moveDue(d.actor, id, due)
      d.say('campaign-due-moved', { title, due })
      return here
    }
    case 'wave': {
      const wave = await d.domain.campaigns.startWave(d.actor, id, await askDue(d))
      d.say('campaign-wave-started', { title })
      return { flow: 'campaign', args: { id: wave } }
    }
  }
}
