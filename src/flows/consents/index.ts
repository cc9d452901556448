import { as, type FlowRoom, isMember } from '../room.ts'
import { consent } from './consent.ts'
import { minorConsent } from './minor-consent.ts'
import { acts, myData } from './my-data.ts'
import { paperConsent } from './paper-consent.ts'
import { wardArgs, wardConsent } from './ward-consent.ts'

/** Consents, given and withdrawn; what is stored about a person. */
export const consents: FlowRoom = {
  flows: {
    consent: { version: 4, run: consent },
    'minor-consent': { version: 2, run: minorConsent },
    'ward-consent': { version: 3, run: wardConsent },
    'my-data': { version: 1, run: myData },
    acts: { version: 1, run: acts },
    'paper-consent': { version: 3, run: paperConsent },
  },
  commands: {
    'my-data': { flow: 'my-data' },
    'paper-consent': { flow: 'paper-consent' },
    'ward-consent': { flow: 'ward-consent', args: wardArgs },
    consent: { flow: 'consent', args: as('code'), menu: isMember },
  },
}
