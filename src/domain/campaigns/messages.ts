import type { Line, Message } from '../deliveries/message.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { CampaignRow } from './store.ts'

type Told = Pick<CampaignRow, 'id' | 'anonymous' | 'due' | 'definition'>

const buttons = ({ id }: { id: number }, key = 'campaign-answer'): Message['buttons'] => [
  [{ label: { key }, command: 'answer', arg: String(id) }],
]

const args = ({ definition, due, anonymous }: Told) => ({
  title: definition.title,
  purpose: definition.purpose,
  total: definition.questions.length,
  due,
  anonymous: anonymous ? 'yes' : 'no',
})

/** Asks somebody to answer. */
export function invite(campaign: Told): Message {
  return {
    text: [{ key: 'campaign-invitation', args: args(campaign) }],
    buttons: buttons(campaign),
  }
}

/** It can be answered again. */
export function reopened(campaign: Told): Message {
  return {
    text: [{ key: 'campaign-reopened-told', args: args(campaign) }],
    buttons: buttons(campaign),
  }
}

/** A reminder as part of a morning's digest. */
export function nudge(
  campaign: Told,
  today: IsoDate,
): { lines: Line[]; buttons: NonNullable<Message['buttons']> } {
  const key = campaign.due === today ? 'campaign-nudge-last' : 'campaign-nudge'
  const { title } = campaign.definition
  return {
    lines: [{ key, args: { title, due: campaign.due } }],
    buttons: [
      [
        {
          label: { key: 'campaign-answer-named', args: { title } },
          command: 'answer',
          arg: String(campaign.id),
        },
      ],
    ],
  }
}

/** Whoever has begun the campaign hears that its day has come. */
export function ended(campaign: Told, answered: number, asked: number): Message {
  const { title } = campaign.definition
  const arg = String(campaign.id)
  return {
    text: [{ key: 'campaign-ended', args: { title, answered, asked } }],
    buttons: [[{ label: { key: 'campaign-results' }, command: 'results', arg }]],
  }
}
