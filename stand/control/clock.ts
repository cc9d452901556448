import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { World } from '../world.ts'
import { checked, Refusal } from './refusal.ts'
import { clockRequest } from './requests.ts'

/** GET and PUT /stand/clock. */
export function clockRoutes(app: FastifyInstance, world: World): void {
  const answer = () => {
    const now = world.now()
    return { now: new Date(now).toISOString(), offset: now - Date.now() }
  }
  app.get('/stand/clock', answer)
  app.put('/stand/clock', (request) => {
    world.setClock(instant(checked(clockRequest, request.body), world.now()))
    return answer()
  })
}

/** The instant that a request means, in milliseconds; refuses an unknown zone or duration. */
function instant(request: z.output<typeof clockRequest>, now: number): number {
  if ('at' in request) return Temporal.Instant.from(request.at).epochMilliseconds
  if ('offset' in request) return Date.now() + request.offset
  try {
    if ('day' in request) {
      const day = Temporal.PlainDateTime.from(`${request.day}T${request.time}`)
      return day.toZonedDateTime(request.zone).epochMilliseconds
    }
    // A day is a calendar day of the zone, not 24 hours.
    const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(request.zone)
    return here.add(Temporal.Duration.from(request.advance)).epochMilliseconds
  } catch {
    const what = 'day' in request ? request.day : request.advance
    throw new Refusal(400, `Не удалось понять время: ${what}, часовой пояс ${request.zone}.`)
  }
}
