import type { FlowRoom } from '../room.ts'
import { away } from './away.ts'
import { reminderPolicy } from './reminder-policy.ts'

/** When one is reminded, and who answers meanwhile. */
export const reminders: FlowRoom = {
  flows: {
    away: { version: 2, run: away },
    'reminder-policy': { version: 1, run: reminderPolicy },
  },
  commands: {
    away: { flow: 'away' },
    reminders: { flow: 'reminder-policy' },
  },
}
