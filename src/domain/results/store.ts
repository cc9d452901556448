import type { Tx } from '../../infra/db.ts'
import type { Answers } from '../questionnaires/definition.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Reply } from './rules.ts'

/** A filled-in questionnaire with whose it is: only where it is not anonymous. */
export interface NamedReply {
  name: string
  school: string | null
  schoolId: number | null
  sentOn: IsoDate
  answers: Answers
}

export function resultStore(tx: Tx) {
  return {
    /** What was sent, as nobody's. */
    async listReplies(campaignId: number, anonymous: boolean): Promise<Reply[]> {
      if (anonymous)
        return tx.query<Reply>(
          `SELECT school_id AS "schoolId", answers FROM anonymous_reply
           WHERE campaign_id = $1 ORDER BY id`,
          [campaignId],
        )
      return tx.query<Reply>(
        `SELECT r.school_id AS "schoolId", a.answers
         FROM response p JOIN recipient r ON r.campaign_id = p.campaign_id AND r.person_id = p.person_id
         CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(question, value), '{}') AS answers
           FROM answer WHERE response_id = p.id
         ) a
         WHERE p.campaign_id = $1 AND p.completed_at IS NOT NULL`,
        [campaignId],
      )
    },

    /** The day on which the first of them was sent without a campaign; null: none was. */
    async findFirstDay(
      municipalityId: number,
      code: string,
      zone: string,
    ): Promise<IsoDate | null> {
      const [row] = await tx.query<{ day: IsoDate | null }>(
        `SELECT (min(p.completed_at) AT TIME ZONE $3)::date AS day
         FROM response p JOIN person w ON w.id = p.person_id
         WHERE w.municipality_id = $1 AND p.questionnaire = $2
           AND p.campaign_id IS NULL AND p.about_id IS NULL`,
        [municipalityId, code, zone],
      )
      return row?.day ?? null
    },

    /** What was sent without a campaign, about oneself; the school is the one of today. */
    async listOrdinary(municipalityId: number, code: string): Promise<Reply[]> {
      return tx.query<Reply>(
        `SELECT (SELECT min(school_id) FROM membership WHERE person_id = w.id AND until IS NULL)
             AS "schoolId", a.answers
         FROM response p JOIN person w ON w.id = p.person_id
         CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(question, value), '{}') AS answers
           FROM answer WHERE response_id = p.id
         ) a
         WHERE w.municipality_id = $1 AND p.questionnaire = $2 AND p.completed_at IS NOT NULL
           AND p.campaign_id IS NULL AND p.about_id IS NULL`,
        [municipalityId, code],
      )
    },

    /** What was sent, with names. @param schoolIds null: of all schools */
    async listNamed(
      campaignId: number,
      schoolIds: readonly number[] | null,
      zone: string,
    ): Promise<NamedReply[]> {
      return tx.query<NamedReply>(
        `SELECT concat_ws(' ', w.last_name, w.first_name, w.patronymic) AS name, s.name AS school,
           r.school_id AS "schoolId", (p.completed_at AT TIME ZONE $3)::date AS "sentOn", a.answers
         FROM response p JOIN recipient r ON r.campaign_id = p.campaign_id AND r.person_id = p.person_id
         JOIN person w ON w.id = p.person_id LEFT JOIN school s ON s.id = r.school_id
         CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(question, value), '{}') AS answers
           FROM answer WHERE response_id = p.id
         ) a
         WHERE p.campaign_id = $1 AND p.completed_at IS NOT NULL
           AND ($2::int[] IS NULL OR r.school_id = ANY ($2))
         ORDER BY s.name, name`,
        [campaignId, schoolIds, zone],
      )
    },

    /** Names of the persons that answers point at, within a municipality. */
    async listNames(
      municipalityId: number,
      people: readonly number[],
    ): Promise<Map<number, string>> {
      const rows = await tx.query<{ id: number; name: string }>(
        `SELECT id, concat_ws(' ', last_name, first_name, patronymic) AS name FROM person
         WHERE municipality_id = $1 AND id = ANY ($2::int[]) AND erased_at IS NULL`,
        [municipalityId, people],
      )
      return new Map(rows.map(({ id, name }) => [id, name]))
    },
  }
}
