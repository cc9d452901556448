import type { CampaignCard } from '../../domain/campaigns/card.ts'
import { may } from '../../domain/shared/access.ts'
import type { Flow, Next } from '../dialogue.ts'

/** «Опросы»: those that run and those that are over; a new one. */
export const campaigns: Flow = async (d): Promise<Next | undefined> => {
  const all = await d.domain.campaigns.listCampaigns(d.actor)
  const mayStart = may(d.actor, 'campaign.run')
  if (all.length === 0 && !mayStart) {
    d.say('campaigns-none')
    return
  }
  const reply = await d.prompt({
    key: all.length === 0 ? 'campaigns-empty' : 'campaigns',
    options: [
      ...all.map((card) => ({ label: { key: labelKey(card), args: rowArgs(card) } })),
      ...(mayStart ? [{ label: { key: 'campaign-new' }, apart: true }] : []),
    ],
    back: 'none',
    view: true,
  })
  if (reply.type !== 'option') return
  const chosen = all[reply.index]
  return chosen ? { flow: 'campaign', args: { id: chosen.id } } : { flow: 'campaign-new', args: {} }
}

const labelKey = ({ closed }: CampaignCard) => (closed ? 'campaign-row-closed' : 'campaign-row')

const rowArgs = ({ title, wave, answered, asked, due }: CampaignCard) => ({
  title,
  wave,
  answered,
  asked,
  due,
})
