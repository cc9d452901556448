import type { Tx } from '../../infra/db.ts'
import type { Questionnaire } from '../questionnaires/definition.ts'
import type { Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Exclusion } from './rules.ts'

export interface CampaignRow {
  id: number
  municipalityId: number
  schoolId: number | null
  questionnaire: string
  definition: Questionnaire
  anonymous: boolean
  roles: Role[]
  /** Empty: all schools, and those who belong to none. */
  schoolIds: number[]
  followsId: number | null
  wave: number
  startedOn: IsoDate
  due: IsoDate
  reminds: boolean
  createdById: number
  closedAt: Date | null
}

export type NewCampaign = Omit<CampaignRow, 'id' | 'closedAt'>

/** Who would be asked, and why somebody is not. */
export interface Candidate {
  personId: number
  schoolId: number | null
  excluded: Exclusion | null
}

export interface Turnout {
  schoolId: number | null
  school: string | null
  asked: number
  answered: number
  noConsent: number
  unreachable: number
}

export interface Missing {
  name: string
  school: string | null
  excluded: Exclusion | null
}

const CAMPAIGN = `
  c.id, c.municipality_id AS "municipalityId", c.school_id AS "schoolId", c.questionnaire, c.definition,
  c.anonymous, c.roles, c.school_ids AS "schoolIds", c.follows_id AS "followsId", c.wave,
  c.started_on AS "startedOn", c.due, c.reminds, c.created_by_id AS "createdById", c.closed_at AS "closedAt"`

/** $1 municipality, $2 roles, $3 schools (none: all), $4 the consent's purpose. One row a person. */
const CANDIDATES = `
  SELECT DISTINCT ON (p.id) p.id AS person_id, m.school_id,
    CASE
      WHEN coalesce((SELECT state FROM consent WHERE person_id = p.id AND purpose = $4
                     ORDER BY id DESC LIMIT 1), '') <> 'given' THEN 'no-consent'
      WHEN NOT EXISTS (SELECT FROM account WHERE person_id = p.id AND reachable) THEN 'unreachable'
    END AS excluded
  FROM membership m JOIN person p ON p.id = m.person_id
  WHERE m.municipality_id = $1 AND m.until IS NULL AND p.erased_at IS NULL AND m.role = ANY ($2)
    AND ($3::int[] = '{}' OR m.school_id = ANY ($3))
  ORDER BY p.id, m.school_id`

export type CampaignStore = ReturnType<typeof campaignStore>

/** Campaigns and who is asked. Set-wise plain SQL: five thousand people are few statements. */
export function campaignStore(tx: Tx) {
  return {
    async add(row: NewCampaign): Promise<number> {
      const { startedOn, due, definition, ...rest } = row
      const day = (iso: IsoDate) => new Date(`${iso}T00:00:00Z`)
      const { id } = await tx.prisma.campaign.create({
        data: {
          ...rest,
          definition: JSON.parse(JSON.stringify(definition)),
          startedOn: day(startedOn),
          due: day(due),
        },
        select: { id: true },
      })
      return id
    },

    async find(id: number): Promise<CampaignRow | null> {
      const [row] = await tx.query<CampaignRow>(
        `SELECT ${CAMPAIGN} FROM campaign c WHERE c.id = $1`,
        [id],
      )
      return row ?? null
    },

    /** Keeps a campaign from being closed until this transaction ends. @returns null when there is none */
    async hold(id: number): Promise<CampaignRow | null> {
      const [row] = await tx.query<CampaignRow>(
        `SELECT ${CAMPAIGN} FROM campaign c WHERE c.id = $1 FOR SHARE`,
        [id],
      )
      return row ?? null
    },

    /** The newest hundred, open ones first. @param schoolIds null: all of the municipality, else those that ask these schools */
    async list(
      municipalityId: number,
      schoolIds: readonly number[] | null,
    ): Promise<CampaignRow[]> {
      return tx.query<CampaignRow>(
        `SELECT ${CAMPAIGN} FROM campaign c
         WHERE c.municipality_id = $1 AND ($2::int[] IS NULL OR c.school_id = ANY ($2)
           OR c.school_id IS NULL AND (c.school_ids = '{}' OR c.school_ids && $2))
         ORDER BY c.closed_at IS NOT NULL, c.id DESC LIMIT 100`,
        [municipalityId, schoolIds],
      )
    },

    /** Campaigns that mornings look after. */
    async listOpen(municipalityId: number): Promise<CampaignRow[]> {
      return tx.query<CampaignRow>(
        `SELECT ${CAMPAIGN} FROM campaign c
         WHERE c.municipality_id = $1 AND c.closed_at IS NULL ORDER BY c.id`,
        [municipalityId],
      )
    },

    async listCandidates(
      of: Pick<CampaignRow, 'municipalityId' | 'roles' | 'schoolIds'>,
      consent: string,
    ): Promise<Candidate[]> {
      return tx.query<Candidate>(
        `SELECT person_id AS "personId", school_id AS "schoolId", excluded FROM (${CANDIDATES}) c`,
        [of.municipalityId, of.roles, of.schoolIds, consent],
      )
    },

    /**
     * Adds who belongs to the campaign and is not there yet, and looks again at who was left out, has
     * withdrawn or has left. @returns the persons who are asked only now
     */
    async addRecipients(campaign: CampaignRow, consent: string): Promise<number[]> {
      const rows = await tx.query<{ personId: number; excluded: string | null }>(
        `WITH belongs AS MATERIALIZED (${CANDIDATES}), gone AS (
           UPDATE recipient r SET excluded = 'left'
           WHERE r.campaign_id = $5 AND NOT r.answered AND r.excluded IS DISTINCT FROM 'left'
             AND NOT EXISTS (SELECT FROM belongs b WHERE b.person_id = r.person_id)
         )
         INSERT INTO recipient (campaign_id, person_id, school_id, excluded)
         SELECT $5, person_id, school_id, excluded FROM belongs
         ON CONFLICT (campaign_id, person_id) DO UPDATE SET excluded = EXCLUDED.excluded
         WHERE NOT recipient.answered AND recipient.excluded IS DISTINCT FROM EXCLUDED.excluded
         RETURNING person_id AS "personId", excluded`,
        [campaign.municipalityId, campaign.roles, campaign.schoolIds, consent, campaign.id],
      )
      return rows.filter(({ excluded }) => excluded === null).map(({ personId }) => personId)
    },

    async findRecipient(
      campaignId: number,
      personId: number,
    ): Promise<{ schoolId: number | null; excluded: Exclusion | null; answered: boolean } | null> {
      const [row] = await tx.query<{
        schoolId: number | null
        excluded: Exclusion | null
        answered: boolean
      }>(
        `SELECT school_id AS "schoolId", excluded, answered FROM recipient
         WHERE campaign_id = $1 AND person_id = $2`,
        [campaignId, personId],
      )
      return row ?? null
    },

    /** Open campaigns that wait for this person, the earliest end first. */
    async listWaiting(personId: number): Promise<CampaignRow[]> {
      return tx.query<CampaignRow>(
        `SELECT ${CAMPAIGN} FROM recipient r JOIN campaign c ON c.id = r.campaign_id
         WHERE r.person_id = $1 AND NOT r.answered AND r.excluded IS NULL AND c.closed_at IS NULL
         ORDER BY c.due, c.id`,
        [personId],
      )
    },

    /** How many were asked and have answered, a school a row. @param schoolIds null: all */
    async listTurnout(campaignId: number, schoolIds: readonly number[] | null): Promise<Turnout[]> {
      return tx.query<Turnout>(
        `SELECT r.school_id AS "schoolId", s.name AS school,
           count(*) FILTER (WHERE r.excluded IS NULL)::int AS asked,
           count(*) FILTER (WHERE r.answered)::int AS answered,
           count(*) FILTER (WHERE r.excluded = 'no-consent')::int AS "noConsent",
           count(*) FILTER (WHERE r.excluded = 'unreachable')::int AS unreachable
         FROM recipient r LEFT JOIN school s ON s.id = r.school_id
         WHERE r.campaign_id = $1 AND ($2::int[] IS NULL OR r.school_id = ANY ($2))
         GROUP BY r.school_id, s.name ORDER BY s.name`,
        [campaignId, schoolIds],
      )
    },

    /** Who has not answered and has not left, by name. @param schoolIds null: all */
    async listMissing(campaignId: number, schoolIds: readonly number[] | null): Promise<Missing[]> {
      return tx.query<Missing>(
        `SELECT concat_ws(' ', p.last_name, p.first_name, p.patronymic) AS name, s.name AS school, r.excluded
         FROM recipient r JOIN person p ON p.id = r.person_id LEFT JOIN school s ON s.id = r.school_id
         WHERE r.campaign_id = $1 AND NOT r.answered AND r.excluded IS DISTINCT FROM 'left'
           AND ($2::int[] IS NULL OR r.school_id = ANY ($2))
         ORDER BY r.excluded IS NOT NULL, name`,
        [campaignId, schoolIds],
      )
    },

    /** Who is asked and has not answered, with the reminders that were sent. */
    async listSilent(campaignId: number): Promise<{ personId: number; reminders: number }[]> {
      return tx.query(
        `SELECT person_id AS "personId", reminders FROM recipient
         WHERE campaign_id = $1 AND NOT answered AND excluded IS NULL ORDER BY person_id`,
        [campaignId],
      )
    },

    async countReminders(campaignId: number, people: readonly number[]): Promise<void> {
      await tx.query(
        `UPDATE recipient SET reminders = reminders + 1
         WHERE campaign_id = $1 AND person_id = ANY ($2::int[])`,
        [campaignId, people],
      )
    },
  }
}
