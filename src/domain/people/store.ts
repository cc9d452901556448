import type { Tx } from '../../infra/db.ts'
import type { Actor, Role } from '../shared/access.ts'
import type { AddressedBy, PersonName } from '../shared/names.ts'

export interface PersonRow extends PersonName {
  id: number
  municipalityId: number
  preferred: string | null
  subscribed: boolean
  quietFrom: string | null
  quietTo: string | null
  addressedBy: AddressedBy
}

const WHO = `a.id AS "accountId", a.messenger, a.person_id AS "personId",
  p.municipality_id AS "municipalityId", COALESCE(m.roles, '[]') AS roles`

// With LIMIT the planner cannot turn it into joins that read everybody's.
const ROLES = `
  LEFT JOIN LATERAL (SELECT * FROM person WHERE id = a.person_id LIMIT 1) p ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('role', role, 'schoolId', school_id) ORDER BY id) AS roles
    FROM membership
    WHERE person_id = p.id AND municipality_id = p.municipality_id AND until IS NULL
  ) m ON true`

export function peopleStore(tx: Tx) {
  return {
    async loadActor(accountId: number): Promise<Actor | undefined> {
      const [actor] = await tx.gather<Actor>(
        `SELECT each.n, ${WHO} FROM unnest($1::int[]) WITH ORDINALITY AS each(id, n)
         CROSS JOIN LATERAL (SELECT * FROM account WHERE id = each.id LIMIT 1) a ${ROLES}`,
        [accountId],
      )
      return actor
    },

    /** Every step of every talk begins with it. */
    loadActors(users: readonly { messenger: string; userId: string }[]): Promise<Actor[]> {
      return tx.query<Actor>(
        `SELECT ${WHO} FROM unnest($1::text[], $2::text[]) AS each(messenger, user_id)
         CROSS JOIN LATERAL (
           SELECT * FROM account WHERE messenger = each.messenger AND user_id = each.user_id LIMIT 1
         ) a ${ROLES}`,
        [users.map((user) => user.messenger), users.map((user) => user.userId)],
      )
    },

    async find(id: number): Promise<PersonRow> {
      const found = await tx.prisma.person.findUniqueOrThrow({
        where: { id },
        select: {
          id: true,
          municipalityId: true,
          lastName: true,
          firstName: true,
          patronymic: true,
          preferred: true,
          subscribed: true,
          quietFrom: true,
          quietTo: true,
          addressedBy: true,
        },
      })
      return { ...found, addressedBy: found.addressedBy === 'first' ? 'first' : null }
    },

    async add(municipalityId: number, name: PersonName, preferred: string, at: Date) {
      const { id } = await tx.prisma.person.create({
        data: { municipalityId, ...name, preferred, createdAt: at },
        select: { id: true },
      })
      return id
    },

    async rename(id: number, name: PersonName): Promise<void> {
      await tx.prisma.person.update({ where: { id }, data: name })
    },

    async setSubscribed(id: number, subscribed: boolean): Promise<void> {
      await tx.prisma.person.update({ where: { id }, data: { subscribed } })
    },

    async setPreferred(id: number, preferred: string): Promise<void> {
      await tx.prisma.person.update({ where: { id }, data: { preferred } })
    },

    async setQuiet(id: number, quietFrom: string | null, quietTo: string | null): Promise<void> {
      await tx.prisma.person.update({ where: { id }, data: { quietFrom, quietTo } })
    },

    async setAddressedBy(id: number, addressedBy: AddressedBy): Promise<void> {
      await tx.prisma.person.update({ where: { id }, data: { addressedBy } })
    },

    async joinAccount(accountId: number, personId: number): Promise<void> {
      await tx.prisma.account.update({ where: { id: accountId }, data: { personId } })
    },

    /** Messengers where the person has an account that can be written to, oldest first. */
    async listMessengers(personId: number): Promise<string[]> {
      const rows = await tx.prisma.account.findMany({
        where: { personId, reachable: true },
        orderBy: { id: 'asc' },
        select: { messenger: true },
      })
      return [...new Set(rows.map(({ messenger }) => messenger))]
    },

    async addMembership(
      personId: number,
      place: { role: Role; municipalityId: number; schoolId: number | null },
      since: Date,
    ): Promise<void> {
      await tx.prisma.membership.create({ data: { personId, ...place, since } })
    },

    /** Roles that are held now, with the school's name. */
    async listRoles(personId: number): Promise<{ role: Role; school: string | null }[]> {
      const rows = await tx.prisma.membership.findMany({
        where: { personId, until: null },
        orderBy: { id: 'asc' },
        select: { role: true, school: { select: { name: true } } },
      })
      return rows.map((row) => ({ role: row.role as Role, school: row.school?.name ?? null }))
    },
  }
}
