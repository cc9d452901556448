import type { Tx } from '../infra/db.ts'
import { type Absences, absenceService } from './absences/service.ts'
import { type Announcements, announcementService } from './announcements/service.ts'
import { type Calendars, calendarService } from './calendars/service.ts'
import { type CampaignMornings, campaignMorningService } from './campaigns/mornings.ts'
import { type Replies, replyService } from './campaigns/replies.ts'
import { type Campaigns, campaignService } from './campaigns/service.ts'
import { type PaperConsents, paperConsentService } from './consents/on-paper.ts'
import { type Consents, consentService } from './consents/service.ts'
import { type Deliveries, deliveryService } from './deliveries/service.ts'
import { type Duplicates, duplicateService } from './duplicates/service.ts'
import { type Erasures, erasureService } from './erasures/service.ts'
import { type EvidenceRoom, evidenceService } from './evidence/service.ts'
import { type Guardians, guardianService } from './guardians/service.ts'
import { type InformingRoom, informingService } from './informing/service.ts'
import { type InvitationLists, invitationListService } from './invitations/lists.ts'
import { type Invitations, invitationService } from './invitations/service.ts'
import { type Links, linkService } from './links/service.ts'
import { type Matching, matchingService } from './matching/service.ts'
import { type Memberships, membershipService } from './memberships/service.ts'
import { type Transfers, transferService } from './memberships/transfers.ts'
import { type Mentors, mentorService } from './mentors/service.ts'
import { type Newcomers, newcomerService } from './newcomers/service.ts'
import { type Observations, observationService } from './observations/service.ts'
import { type Organisations, organisationService } from './organisations/service.ts'
import { type Pairs, pairService } from './pairs/service.ts'
import { type People, peopleService } from './people/service.ts'
import { type Drafts, draftService } from './questionnaires/drafts.ts'
import { type Editions, editionService } from './questionnaires/editions.ts'
import { type Questionnaires, questionnaireService } from './questionnaires/service.ts'
import { type RegisterDrafts, registerDraftService } from './registers/drafts.ts'
import { type Registers, registerService } from './registers/service.ts'
import { type Reminders, reminderService } from './reminders/service.ts'
import { type Results, resultService } from './results/service.ts'
import { type Assignments, assignmentService } from './roadmaps/assignments.ts'
import { type Moves, moveService } from './roadmaps/moves.ts'
import { type NextPlans, nextPlanService } from './roadmaps/next.ts'
import { type Responsibles, responsibleService } from './roadmaps/responsibles.ts'
import { type Rows, rowService } from './roadmaps/rows.ts'
import { type RoadMaps, roadMapService } from './roadmaps/service.ts'
import { type Sheets, sheetService } from './roadmaps/sheet.ts'
import { type Undated, undatedService } from './roadmaps/undated.ts'
import { type Views, viewService } from './roadmaps/views.ts'
import { type PlanApprovals, planApprovalService } from './schoolplans/approvals.ts'
import { type SchoolPlans, schoolPlanService } from './schoolplans/service.ts'
import type { Outside, Room } from './shared/room.ts'

/**
 * The domain's rooms, each with its services. Rooms are opened for one transaction: what they write
 * commits together with the step of the talk and its replies.
 */
export interface Domain {
  readonly deliveries: Deliveries
  readonly calendars: Calendars
  readonly consents: Consents
  readonly invitations: Invitations
  readonly links: Links
  readonly organisations: Organisations
  readonly people: People
  readonly questionnaires: Questionnaires
  readonly editions: Editions
  readonly questionnaireDrafts: Drafts
  readonly observations: Observations
  readonly assignments: Assignments
  readonly reminders: Reminders
  readonly roadMaps: RoadMaps
  readonly rows: Rows
  readonly schoolPlans: SchoolPlans
  readonly planApprovals: PlanApprovals
  readonly absences: Absences
  readonly sheets: Sheets
  readonly views: Views
  readonly nextPlans: NextPlans
  readonly moves: Moves
  readonly evidence: EvidenceRoom
  readonly informing: InformingRoom
  readonly undated: Undated
  readonly responsibles: Responsibles
  readonly mentors: Mentors
  readonly matching: Matching
  readonly pairs: Pairs
  readonly announcements: Announcements
  readonly erasures: Erasures
  readonly paperConsents: PaperConsents
  readonly guardians: Guardians
  readonly registers: Registers
  readonly registerDrafts: RegisterDrafts
  readonly invitationLists: InvitationLists
  readonly newcomers: Newcomers
  readonly duplicates: Duplicates
  readonly memberships: Memberships
  readonly transfers: Transfers
  readonly campaigns: Campaigns
  readonly campaignMornings: CampaignMornings
  readonly replies: Replies
  readonly results: Results
}

/** Writes that touch nothing but the actor's own rows: those of several people may go on at the same time. */
export const ownWrites: ReadonlySet<string> = new Set([
  'questionnaires.begin',
  'questionnaires.answer',
])

/** The only door to the domain. @param tx the transaction that everything is read and written in */
export function openDomain(tx: Tx, outside: Outside): Domain {
  const opened = new Map<string, unknown>()
  const room: Room = {
    tx,
    outside,
    now: () => outside.now(),
    get domain() {
      return domain
    },
  }
  /** A room is made when it is first used: a step seldom needs more than two. */
  const lazy = <T>(name: string, make: (room: Room) => T): T => {
    if (!opened.has(name)) opened.set(name, make(room))
    return opened.get(name) as T
  }
  const domain: Domain = {
    get deliveries() {
      return lazy('deliveries', deliveryService)
    },
    get calendars() {
      return lazy('calendars', calendarService)
    },
    get consents() {
      return lazy('consents', consentService)
    },
    get invitations() {
      return lazy('invitations', invitationService)
    },
    get links() {
      return lazy('links', linkService)
    },
    get organisations() {
      return lazy('organisations', organisationService)
    },
    get people() {
      return lazy('people', peopleService)
    },
    get questionnaires() {
      return lazy('questionnaires', questionnaireService)
    },
    get questionnaireDrafts() {
      return lazy('questionnaireDrafts', draftService)
    },
    get editions() {
      return lazy('editions', editionService)
    },
    get observations() {
      return lazy('observations', observationService)
    },
    get assignments() {
      return lazy('assignments', assignmentService)
    },
    get reminders() {
      return lazy('reminders', reminderService)
    },
    get roadMaps() {
      return lazy('roadMaps', roadMapService)
    },
    get responsibles() {
      return lazy('responsibles', responsibleService)
    },
    get undated() {
      return lazy('undated', undatedService)
    },
    get evidence() {
      return lazy('evidence', evidenceService)
    },
    get informing() {
      return lazy('informing', informingService)
    },
    get moves() {
      return lazy('moves', moveService)
    },
    get absences() {
      return lazy('absences', absenceService)
    },
    get rows() {
      return lazy('rows', rowService)
    },
    get schoolPlans() {
      return lazy('schoolPlans', schoolPlanService)
    },
    get planApprovals() {
      return lazy('planApprovals', planApprovalService)
    },
    get nextPlans() {
      return lazy('nextPlans', nextPlanService)
    },
    get views() {
      return lazy('views', viewService)
    },
    get sheets() {
      return lazy('sheets', sheetService)
    },
    get mentors() {
      return lazy('mentors', mentorService)
    },
    get matching() {
      return lazy('matching', matchingService)
    },
    get pairs() {
      return lazy('pairs', pairService)
    },
    get announcements() {
      return lazy('announcements', announcementService)
    },
    get guardians() {
      return lazy('guardians', guardianService)
    },
    get paperConsents() {
      return lazy('paperConsents', paperConsentService)
    },
    get invitationLists() {
      return lazy('invitationLists', invitationListService)
    },
    get memberships() {
      return lazy('memberships', membershipService)
    },
    get transfers() {
      return lazy('transfers', transferService)
    },
    get duplicates() {
      return lazy('duplicates', duplicateService)
    },
    get newcomers() {
      return lazy('newcomers', newcomerService)
    },
    get registerDrafts() {
      return lazy('registerDrafts', registerDraftService)
    },
    get registers() {
      return lazy('registers', registerService)
    },
    get campaigns() {
      return lazy('campaigns', campaignService)
    },
    get campaignMornings() {
      return lazy('campaignMornings', campaignMorningService)
    },
    get replies() {
      return lazy('replies', replyService)
    },
    get results() {
      return lazy('results', resultService)
    },
    get erasures() {
      return lazy('erasures', erasureService)
    },
  }
  return domain
}
