import { may } from '../../domain/shared/access.ts'
import { as, type FlowRoom } from '../room.ts'
import { answer } from './answer.ts'
import { board } from './board.ts'
import { campaign } from './campaign.ts'
import { campaigns as list } from './campaigns.ts'
import { newCampaign } from './new-campaign.ts'
import { results } from './results.ts'
import { resultsChange } from './results-change.ts'

/** Asking a questionnaire of many, answering it, looking at what has come of it. */
export const campaigns: FlowRoom = {
  flows: {
    campaigns: { version: 1, run: list },
    'campaign-new': { version: 1, run: newCampaign },
    campaign: { version: 2, run: campaign },
    'campaign-board': { version: 1, run: board },
    answer: { version: 1, run: answer },
    results: { version: 2, run: results },
    'results-change': { version: 1, run: resultsChange },
  },
  commands: {
    surveys: { flow: 'campaigns', menu: (actor) => may(actor, 'campaign.view') },
    survey: { flow: 'campaign', args: as('id') },
    answer: { flow: 'answer', args: as('id') },
    results: { flow: 'results', args: as('id') },
  },
}
