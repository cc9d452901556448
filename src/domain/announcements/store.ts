import type { Tx } from '../../infra/db.ts'
import type { Message } from '../deliveries/message.ts'
import { HELD, quietHours } from '../deliveries/store.ts'
import { WALL } from './rules.ts'

/** Where an announcement goes; the counts are of rows that would be written. */
export interface Audience {
  people: number
  chats: number
}

export interface GroupChatRow {
  municipalityId: number
  title: string
}

/** Subscribers a row: as many as VK takes in one call (`messages.send`, `peer_ids`). */
const TOGETHER = 100

/** Who takes announcements: $1 is the municipality. One row a person, the account that is written to. */
const SUBSCRIBERS = `
  SELECT DISTINCT ON (p.id) p.id AS person_id, a.id, a.messenger, a.chat_id
  FROM person p JOIN account a ON a.person_id = p.id AND a.reachable
  WHERE p.municipality_id = $1 AND p.subscribed
    AND EXISTS (SELECT FROM membership WHERE person_id = p.id AND until IS NULL)
  ORDER BY p.id, a.messenger = p.preferred DESC NULLS LAST, a.id`

export function announcementStore(tx: Tx) {
  return {
    async findChat(messenger: string, chatId: string): Promise<GroupChatRow | null> {
      return tx.prisma.groupChat.findUnique({
        where: { messenger_chatId: { messenger, chatId } },
        select: { municipalityId: true, title: true },
      })
    },

    /** Two at once: one adds the chat, the other finds it. @returns whether it was added */
    async addChat(
      place: { municipalityId: number; messenger: string; chatId: string; title: string },
      registeredById: number,
      at: Date,
    ): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO group_chat (municipality_id, messenger, chat_id, title, registered_by_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (messenger, chat_id) DO NOTHING RETURNING id`,
        [place.municipalityId, place.messenger, place.chatId, place.title, registeredById, at],
      )
      return rows.length === 1
    },

    async renameChat(messenger: string, chatId: string, title: string): Promise<void> {
      const where = { messenger_chatId: { messenger, chatId } }
      await tx.prisma.groupChat.update({ where, data: { title } })
    },

    /**
     * The chat goes by another id from now on; one that was registered by it already stays as it is.
     * @returns its municipality; null when no such chat is registered, or the new one is
     */
    async moveChat(messenger: string, from: string, to: string): Promise<number | null> {
      const [moved] = await tx.query<{ id: number }>(
        `UPDATE group_chat SET chat_id = $3 WHERE messenger = $1 AND chat_id = $2
           AND NOT EXISTS (SELECT FROM group_chat WHERE messenger = $1 AND chat_id = $3)
         RETURNING municipality_id AS id`,
        [messenger, from, to],
      )
      await tx.query('DELETE FROM group_chat WHERE messenger = $1 AND chat_id = $2', [
        messenger,
        from,
      ])
      return moved?.id ?? null
    },

    async countAudience(municipalityId: number): Promise<Audience> {
      const [row] = await tx.query<Audience>(
        `SELECT (SELECT count(*)::int FROM (${SUBSCRIBERS}) s) AS people,
                (SELECT count(*)::int FROM group_chat WHERE municipality_id = $1) AS chats`,
        [municipalityId],
      )
      return row ?? { people: 0, chats: 0 }
    },

    async add(municipalityId: number, authorId: number, text: string, at: Date): Promise<number> {
      const { id } = await tx.prisma.announcement.create({
        data: { municipalityId, authorId, text, createdAt: at },
        select: { id: true },
      })
      return id
    },

    /**
     * Writes the deliveries of an announcement in one statement: rows of up to a hundred subscribers, and
     * one for each registered chat and each wall. @returns the messengers of the rows
     */
    async spread(
      announcement: { id: number; municipalityId: number },
      forPeople: Message,
      forAll: Message,
      walls: readonly string[],
      priority: number,
      now: Date,
    ): Promise<string[]> {
      const rows = await tx.query<{ messenger: string }>(
        `WITH people AS (
           SELECT s.messenger, s.id, ${HELD},
             (row_number() OVER (PARTITION BY s.messenger, q.until ORDER BY s.id) - 1) / $9::int AS part
           FROM (${SUBSCRIBERS}) s JOIN person p ON p.id = s.person_id ${quietHours('$8')}
         )
         INSERT INTO delivery (messenger, chat_id, recipients, pending, priority, key, content, not_before, quiet_until)
         SELECT messenger, '', array_agg(id ORDER BY id), array_agg(id ORDER BY id), $6::int,
                $2 || 'people:' || min(id), $3::jsonb, not_before, until
         FROM people GROUP BY messenger, not_before, until, part
         UNION ALL
         SELECT messenger, chat_id, NULL, NULL, $6::int, $2 || 'chat:' || id, $4::jsonb, now(), NULL
         FROM group_chat WHERE municipality_id = $1
         UNION ALL
         SELECT wall, $7, NULL, NULL, $6::int, $2 || 'wall:' || wall, $4::jsonb, now(), NULL
         FROM unnest($5::text[]) AS wall
         RETURNING messenger`,
        [
          announcement.municipalityId,
          `announcement:${announcement.id}:`,
          JSON.stringify(forPeople),
          JSON.stringify(forAll),
          walls,
          priority,
          WALL,
          now,
          TOGETHER,
        ],
      )
      return [...new Set(rows.map(({ messenger }) => messenger))]
    },

    /** The role by which somebody announces. */
    async findSender(
      municipalityId: number,
      personId: number,
    ): Promise<{ role: string; municipality: string }> {
      const [row] = await tx.query<{ role: string; municipality: string }>(
        `SELECT m.role, c.name AS municipality FROM membership m
         JOIN municipality c ON c.id = m.municipality_id
         WHERE m.person_id = $2 AND m.municipality_id = $1 AND m.role IN ('coordinator', 'methodist')
         ORDER BY m.until IS NOT NULL, m.role LIMIT 1`,
        [municipalityId, personId],
      )
      return row ?? { role: 'coordinator', municipality: '' }
    },

    async record(
      municipalityId: number,
      actorId: number | null,
      action: string,
      subject: string,
      at: Date,
    ) {
      await tx.prisma.auditRecord.create({ data: { municipalityId, actorId, action, subject, at } })
    },
  }
}
