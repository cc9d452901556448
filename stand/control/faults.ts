import type { FastifyInstance } from 'fastify'
import type { Fault, World } from '../world.ts'
import type { Changes } from './events.ts'
import { checked } from './refusal.ts'
import { faultRequest } from './requests.ts'

/** POST, GET and DELETE /stand/faults. */
export function faultRoutes(app: FastifyInstance, world: World, changes: Changes): void {
  const answer = () => ({ faults: world.faults() })
  app.get('/stand/faults', answer)
  app.post('/stand/faults', (request) => {
    world.order(checked(faultRequest, request.body) as Fault)
    changes.tell('faults')
    return answer()
  })
  app.delete('/stand/faults', () => {
    world.clearFaults()
    changes.tell('faults')
    return answer()
  })
}
