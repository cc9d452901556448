import Fastify, { type FastifyInstance } from 'fastify'
import { cast, type MessengerName, municipality } from './cast.ts'
import { actRoutes } from './control/acts.ts'
import { clockRoutes } from './control/clock.ts'
import { Changes } from './control/events.ts'
import { faultRoutes } from './control/faults.ts'
import { pageRoutes } from './control/page.ts'
import { Refusal } from './control/refusal.ts'
import { acceptUploads } from './control/upload.ts'
import { viewRoutes } from './control/views.ts'
import type { Groups } from './groups.ts'
import type { LocalMessenger } from './messenger.ts'
import type { World } from './world.ts'

export interface Controlled {
  world: World
  messengers: Record<MessengerName, LocalMessenger>
  groups: Groups
}

/** The stand's own HTTP interface and its page, not yet listening. See stand/README.md. */
export function control({ world, messengers, groups }: Controlled): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 100 * 1024 * 1024 })
  const changes = new Changes()
  acceptUploads(app)
  app.addHook('onRequest', async (request) => {
    // Other sites open in the same browser must not speak as the cast.
    const { origin, host } = request.headers
    if (origin && (!URL.canParse(origin) || new URL(origin).host !== host)) {
      throw new Refusal(403, 'Запрос с другого сайта не принимается.')
    }
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send({ error: error.message })
    const status = error.statusCode ?? 500
    const what = status < 500 ? 'Не удалось прочитать запрос' : 'Ошибка стенда'
    return reply.code(status).send({ error: `${what}: ${error.message}` })
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `Нет адреса ${request.method} ${request.url}.` }),
  )

  app.get('/healthz', () => ({ ok: true }))
  app.get('/stand/cast', () => ({ municipality, people: cast }))
  clockRoutes(app, world)
  faultRoutes(app, world, changes)
  changes.routes(app)
  world.onClock(() => changes.tell('clock'))
  for (const messenger of Object.values(messengers)) {
    actRoutes(app, messenger)
    viewRoutes(app, messenger, groups)
    messenger.onChange(() => changes.tell(messenger.name))
  }
  pageRoutes(app)
  return app
}
