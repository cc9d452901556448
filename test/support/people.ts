import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readConsentTexts } from '../../src/documents/consent-texts.ts'
import { readYamlFolder } from '../../src/documents/yaml-folder.ts'
import { type Domain, openDomain } from '../../src/domain/index.ts'
import { readLibrary } from '../../src/domain/questionnaires/library.ts'
import type { Actor, Role } from '../../src/domain/shared/access.ts'
import type { Outside } from '../../src/domain/shared/room.ts'
import { type Database, openDatabase } from '../../src/infra/db.ts'
import { borrowDatabase } from './db.ts'

const locales = join(import.meta.dirname, '../../locales/ru')
const HOUR_MS = 60 * 60_000

/** Rooms of the domain on a real database, with a clock to move: for tests without messengers. */
export interface Rooms {
  readonly db: Database
  outside: Outside
  /** Runs work in a transaction of its own; rolled back when it throws. */
  run<T>(work: (domain: Domain) => Promise<T>): Promise<T>
  wait(time: { minutes?: number; days?: number }): void
  /** An account that nobody is linked to. */
  guest(messenger?: string): Promise<Actor>
  /** Who speaks from the account now. */
  reload(actor: Actor): Promise<Actor>
  /** Somebody with a role, accepted by invitation. */
  citizen(role: Role, place: Place, name?: string): Promise<Actor>
  place(municipality: string, school: string): Promise<Place>
}

export interface Place {
  municipalityId: number
  schoolId: number
}

export async function openRooms(): Promise<Rooms> {
  const { url, giveBack } = await borrowDatabase()
  const db = await openDatabase(url)
  onTestFinished(async () => {
    await db.close()
    await giveBack()
  })
  let now = new Date('2026-10-05T00:00:00Z')
  let users = 0
  const rooms: Rooms = {
    db,
    outside: {
      now: () => now,
      personalDataMessengers: null,
      links: (payload) => [
        { messenger: 'telegram', label: 'Telegram', url: `https://t.me/tandem?start=${payload}` },
        { messenger: 'vk', label: 'VK', url: `https://vk.me/tandem?ref=${payload}` },
      ],
      questionnaires: readLibrary(await readYamlFolder(join(locales, 'questionnaires'))),
      consentTexts: await readConsentTexts(join(locales, 'consents')),
      eventKey: 'event-1',
      afterCommit: () => undefined,
    },
    run: (work) => db.transaction((tx) => work(openDomain(tx, rooms.outside))),
    wait({ minutes = 0, days = 0 }) {
      now = new Date(now.getTime() + (minutes / 60 + days * 24) * HOUR_MS)
    },
    async guest(messenger = 'telegram') {
      users += 1
      const { id } = await db.prisma.account.create({
        data: { messenger, userId: `u${users}`, chatId: `c${users}` },
      })
      return rooms.run((domain) => domain.people.loadActor({ accountId: id }))
    },
    reload: ({ accountId }) => rooms.run((domain) => domain.people.loadActor({ accountId })),
    async citizen(role, { municipalityId, schoolId }, name = 'Иванова Мария Ивановна') {
      const actor = await rooms.guest()
      const ofSchool = role !== 'coordinator' && role !== 'methodist'
      await rooms.run(async (domain) => {
        const place = { role, municipalityId, schoolId: ofSchool ? schoolId : null }
        const { code } = await domain.invitations.issueByOperator(place)
        await domain.invitations.accept(actor, code, name)
      })
      return rooms.reload(actor)
    },
    place: (municipality, school) =>
      rooms.run(async ({ organisations }) => {
        const { id } = await organisations.openMunicipality(municipality, 'Asia/Magadan')
        return { municipalityId: id, schoolId: (await organisations.openSchool(id, school)).id }
      }),
  }
  return rooms
}
