import { announcements } from './announcements/index.ts'
import { campaigns } from './campaigns/index.ts'
import { consents } from './consents/index.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { pairs } from './pairs/index.ts'
import { people } from './people/index.ts'
import { questionnaires } from './questionnaires/index.ts'
import { registers } from './registers/index.ts'
import { reminders } from './reminders/index.ts'
import { roadMaps } from './road-maps/index.ts'
import type { FlowRoom } from './room.ts'
import { schoolPlans } from './school-plans/index.ts'

const rooms: FlowRoom[] = [
  people,
  registers,
  pairs,
  questionnaires,
  campaigns,
  consents,
  roadMaps,
  schoolPlans,
  reminders,
  announcements,
  {
    flows: { home: { version: 1, run: home }, help: { version: 1, run: help } },
    commands: { help: { flow: 'help', menu: () => true } },
  },
]

/** Every flow that a talk can be in, by name. */
export const flows: FlowRoom['flows'] = Object.assign({}, ...rooms.map((room) => room.flows))

/** Everything that can be started at any time, by name. */
export const commands: FlowRoom['commands'] = Object.assign(
  {},
  ...rooms.map((room) => room.commands),
)
