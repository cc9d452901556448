import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDocument } from '../documents/read-document.ts'
import { type Domain, openDomain } from '../domain/index.ts'
import { morningAt, morningHour } from '../domain/reminders/rules.ts'
import { readRoadMap } from '../domain/roadmaps/read.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { IsoDate } from '../domain/shared/calendar.ts'
import type { Effect, Outside } from '../domain/shared/room.ts'
import { wallClock } from '../domain/shared/zone.ts'
import type { Database, Tx } from '../infra/db.ts'
import { type Cast, type CastMember, fetchCast, fetchGroups } from './cast.ts'
import { greeting, groupGreeting, invitationMessage } from './messages.ts'
import { fillPlan, sampleDays } from './plan.ts'
import { runSurveys } from './run-surveys.ts'
import { demoStore } from './store.ts'
import { behind, biographies, invited, pair } from './story.ts'

const roadMapFile = join(import.meta.dirname, 'road-map.txt')
/** The sample has been at work for so long, so that some of it is done and some is late. */
const daysAtWork = 60
/** So many dues that have passed are left open, the latest ones, by those who are late. */
const leftLate = 2

export interface DemoParts {
  app: { readonly database: Database; readonly outside: Outside }
  /** Address of the stand's page, without a slash at its end. */
  standUrl: string
}

/**
 * Fills a fresh database with the stand's sample municipality: schools, people, consents, mentors,
 * a pair, a road map in the middle of its work, surveys, greetings and an invitation. Once a database, also
 * when several processes start at once. @returns whether it was done now
 */
export async function seedDemo({ app, standUrl }: DemoParts): Promise<boolean> {
  const cast = await fetchCast(standUrl)
  const messengers = [...new Set(cast.people.flatMap(({ started }) => started))]
  const groups = await Promise.all(
    messengers.map(async (messenger) => ({
      messenger,
      chats: await fetchGroups(standUrl, messenger),
    })),
  )
  const template = await readFile(roadMapFile, 'utf8')
  const effects: Effect[] = []
  const outside: Outside = { ...app.outside, afterCommit: (effect) => effects.push(effect) }
  const done = await app.database.transaction(
    async (tx) => {
      if (await demoStore(tx).lock()) return false
      await new Seeding(tx, outside).run(cast, template)
      // Not registered: that is left to the coordinator.
      const { deliveries } = openDomain(tx, outside)
      for (const { messenger, chats } of groups)
        for (const chat of chats) await deliveries.tellChat(messenger, chat, groupGreeting)
      return true
    },
    { timeoutMs: 60_000 },
  )
  for (const effect of effects) app.outside.afterCommit(effect)
  return done
}

interface Settled {
  member: CastMember
  personId: number
  /** By messenger, in the order in which the person started them. */
  accounts: { messenger: string; actor: Actor }[]
}

class Seeding {
  readonly #tx: Tx
  readonly #store: ReturnType<typeof demoStore>
  readonly #outside: Outside
  /** The rooms now, and when the sample began its work. */
  readonly #domain: Domain
  readonly #earlier: Domain
  readonly #began: Date
  readonly #schools = new Map<string, number>()
  readonly #people = new Map<string, Settled>()

  constructor(tx: Tx, outside: Outside) {
    this.#tx = tx
    this.#store = demoStore(tx)
    this.#outside = outside
    this.#domain = openDomain(tx, outside)
    this.#began = new Date(outside.now().getTime() - daysAtWork * 24 * 60 * 60_000)
    this.#earlier = openDomain(tx, { ...outside, now: () => this.#began })
  }

  async run(cast: Cast, template: string): Promise<void> {
    const { organisations } = this.#domain
    const { id, name } = await organisations.openMunicipality(
      cast.municipality.name,
      cast.municipality.zone,
    )
    for (const { school } of cast.people)
      if (school !== null && !this.#schools.has(school))
        this.#schools.set(school, (await organisations.openSchool(id, school)).id)
    // Who never opened the bot is nobody yet: they come by invitation.
    for (const member of cast.people)
      if (member.started.length > 0) await this.#settle(member, id, name)
    await this.#makePair()
    const now = wallClock(this.#outside.now(), cast.municipality.zone)
    const days = sampleDays(now, morningHour)
    await this.#loadRoadMap(fillPlan(template, now.day, days), days.behind)
    await this.#runSurveys()
    // The sample has had its mornings until now: the next one is the first that says something.
    await this.#store.addMorning(id, morningAt(now, true) ?? now.day, this.#outside.now())
    await this.#invite(cast)
    await this.#store.markSeeded(id, this.#outside.now())
  }

  /** A person with accounts, a role, a consent, what a mentor offers, and a greeting in every chat. */
  async #settle(member: CastMember, municipalityId: number, municipality: string): Promise<void> {
    const biography = biographies[member.id] ?? {}
    const [first] = member.started
    const personId = await this.#store.addPerson(
      municipalityId,
      member.name,
      biography,
      first ?? null,
      this.#began,
    )
    const schoolId = member.school === null ? null : (this.#schools.get(member.school) ?? null)
    await this.#store.addMembership(personId, member.role, municipalityId, schoolId, this.#began)
    const accounts: Settled['accounts'] = []
    for (const messenger of member.started) {
      const userId = member[messenger]
      if (userId === undefined) continue
      const accountId = await this.#store.addAccount(personId, messenger, String(userId))
      accounts.push({ messenger, actor: await this.#domain.people.loadActor({ accountId }) })
    }
    this.#people.set(member.id, { member, personId, accounts })
    const actor = accounts[0]?.actor
    if (!actor) return
    const { hash } = await this.#earlier.consents.showDocument(actor, 'personal-data')
    await this.#earlier.consents.give(actor, 'personal-data', hash)
    if (biography.offer) await this.#domain.mentors.addByOperator(personId, biography.offer)
    for (const { actor: each } of accounts) {
      const message = greeting(member, member.school ?? municipality, this.#mayName(each.messenger))
      const key = `demo:greeting:${each.accountId}`
      for (const messenger of await this.#store.greet(each.accountId, message, key))
        this.#outside.afterCommit({ type: 'deliver', messenger })
    }
  }

  async #makePair(): Promise<void> {
    const [mentor, mentee] = [this.#people.get(pair.mentor), this.#people.get(pair.mentee)]
    if (mentor && mentee) await this.#earlier.pairs.addByOperator(mentor.personId, mentee.personId)
  }

  /** The road map of the current years; most of what has passed since then is done. */
  async #loadRoadMap(text: string, missed: IsoDate): Promise<void> {
    const coordinator = this.#actorOf('coordinator')
    if (!coordinator) return
    const document = await readDocument({ name: 'road-map.txt', bytes: Buffer.from(text) })
    const { roadMaps } = this.#earlier
    await roadMaps.load(coordinator, await roadMaps.addDraft(coordinator, readRoadMap(document)))
    const { assignments } = this.#domain
    for (const { member, accounts } of this.#people.values()) {
      const actor = accounts[0]?.actor
      if (!actor || (member.role !== 'coordinator' && member.role !== 'curator')) continue
      const { items } = await assignments.list(actor, 'late', 500)
      // What schools have to do as well is theirs to mark.
      const own = items.filter(({ total }) => total === null)
      const latestFirst = own.sort((a, b) => b.left - a.left)
      const done = behind.includes(member.id)
        ? latestFirst.filter(({ due }) => due !== missed).slice(leftLate - 1)
        : latestFirst
      for (const { id } of done) await assignments.complete(actor, id)
    }
  }

  async #runSurveys(): Promise<void> {
    const coordinator = this.#actorOf('coordinator')
    if (!coordinator) return
    const people = [...this.#people].flatMap(([id, { accounts }]) =>
      accounts[0] ? [[id, accounts[0].actor] as const] : [],
    )
    await runSurveys(this.#tx, this.#outside, coordinator, new Map(people))
  }

  /** The coordinator has the teacher's link in the chat, ready to be opened. */
  async #invite(cast: Cast): Promise<void> {
    const teacher = cast.people.find(({ id }) => id === invited)
    const coordinator = this.#people.get('coordinator')
    const sender = coordinator?.accounts[0]?.actor
    if (!teacher || !sender || teacher.school === null) return
    const schoolId = this.#schools.get(teacher.school) ?? null
    const { links } = await this.#domain.invitations.issue(sender, teacher.role, schoolId)
    const own = links.filter(({ messenger }) => messenger in teacher)
    const message = invitationMessage(teacher, own, this.#mayName(sender.messenger))
    const key = 'demo:invitation'
    for (const messenger of await this.#store.greet(sender.accountId, message, key))
      this.#outside.afterCommit({ type: 'deliver', messenger })
  }

  #mayName(messenger: string): boolean {
    return this.#outside.personalDataMessengers?.includes(messenger) ?? true
  }

  #actorOf(role: CastMember['role']): Actor | undefined {
    return [...this.#people.values()].find(({ member }) => member.role === role)?.accounts[0]?.actor
  }
}
