import type { FastifyInstance } from 'fastify'
import type { LocalMessenger, Said } from '../messenger.ts'
import { userId } from './people.ts'
import { checked, Refusal } from './refusal.ts'
import { refusedWords } from './refused-words.ts'
import { personRequest, sayRequest, startRequest, tapRawRequest, tapRequest } from './requests.ts'

/** POST /stand/:messenger/start, say, tap, tap-raw, block, unblock: what a person does. */
export function actRoutes(app: FastifyInstance, messenger: LocalMessenger): void {
  const at = `/stand/${messenger.name}`
  const id = (as: string | number) => userId(messenger.name, as)

  app.post(`${at}/start`, (request) => {
    const { as, payload } = checked(startRequest, request.body)
    return done(() => messenger.start(id(as), payload))
  })
  app.post(`${at}/say`, (request) => {
    const { as, chat, ...said } = checked(sayRequest, request.body)
    return done(() => messenger.say(id(as), said as Said, chat))
  })
  app.post(`${at}/tap`, (request) => {
    const { as, label, messageId, chat } = checked(tapRequest, request.body)
    return done(() => messenger.tap(id(as), label, messageId, chat))
  })
  app.post(`${at}/tap-raw`, (request) => {
    const { as, messageId, data, chat } = checked(tapRawRequest, request.body)
    return done(() => messenger.tapRaw(id(as), messageId, data, chat))
  })
  app.post(`${at}/block`, (request) => {
    const { as } = checked(personRequest, request.body)
    return done(() => messenger.block(id(as)))
  })
  app.post(`${at}/unblock`, (request) => {
    const { as } = checked(personRequest, request.body)
    return done(() => messenger.unblock(id(as)))
  })
}

/** What the messenger refuses (an unknown button, a stranger) is the caller's mistake: 409. */
async function done(act: () => Promise<void>): Promise<{ ok: true }> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(409, refusedWords(error))
  }
  return { ok: true }
}
