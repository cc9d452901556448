import { may } from '../../domain/shared/access.ts'
import type { FlowRoom } from '../room.ts'
import { loadRegister } from './load-register.ts'
import { registers as list } from './registers.ts'
import { tieRegister } from './tie-register.ts'

/** «Реестр педагогов» and «реестр обучающихся». */
export const registers: FlowRoom = {
  flows: {
    registers: { version: 1, run: list },
    'load-register': { version: 1, run: loadRegister },
    'tie-register': { version: 1, run: tieRegister },
  },
  commands: {
    registers: { flow: 'registers', menu: (actor) => may(actor, 'register.view') },
  },
}
