import type { Tx } from '../infra/db.ts'
import { absenceService } from './absences/service.ts'
import { announcementService } from './announcements/service.ts'
import { calendarService } from './calendars/service.ts'
import { campaignMorningService } from './campaigns/mornings.ts'
import { replyService } from './campaigns/replies.ts'
import { campaignService } from './campaigns/service.ts'
import { paperConsentService } from './consents/on-paper.ts'
import { consentService } from './consents/service.ts'
import { deliveryService } from './deliveries/service.ts'
import { duplicateService } from './duplicates/service.ts'
import { erasureService } from './erasures/service.ts'
import { evidenceService } from './evidence/service.ts'
import { guardianService } from './guardians/service.ts'
import { wardService } from './guardians/wards.ts'
import { informingService } from './informing/service.ts'
import { invitationListService } from './invitations/lists.ts'
import { invitationService } from './invitations/service.ts'
import { linkService } from './links/service.ts'
import { matchingService } from './matching/service.ts'
import { membershipService } from './memberships/service.ts'
import { transferService } from './memberships/transfers.ts'
import { mentorService } from './mentors/service.ts'
import { newcomerService } from './newcomers/service.ts'
import { observationService } from './observations/service.ts'
import { organisationService } from './organisations/service.ts'
import { pairService } from './pairs/service.ts'
import { peopleService } from './people/service.ts'
import { draftService } from './questionnaires/drafts.ts'
import { editionService } from './questionnaires/editions.ts'
import { questionnaireService } from './questionnaires/service.ts'
import { registerDraftService } from './registers/drafts.ts'
import { registerService } from './registers/service.ts'
import { morningService } from './reminders/mornings.ts'
import { reminderService } from './reminders/service.ts'
import { resultService } from './results/service.ts'
import { assignmentService } from './roadmaps/assignments.ts'
import { moveService } from './roadmaps/moves.ts'
import { nextPlanService } from './roadmaps/next.ts'
import { responsibleService } from './roadmaps/responsibles.ts'
import { rowService } from './roadmaps/rows.ts'
import { roadMapService } from './roadmaps/service.ts'
import { sheetService } from './roadmaps/sheet.ts'
import { undatedService } from './roadmaps/undated.ts'
import { viewService } from './roadmaps/views.ts'
import { planApprovalService } from './schoolplans/approvals.ts'
import { schoolPlanService } from './schoolplans/service.ts'
import type { Outside, Room } from './shared/room.ts'

/** The domain's rooms, each with its services. */
const services = {
  deliveries: deliveryService,
  calendars: calendarService,
  consents: consentService,
  invitations: invitationService,
  links: linkService,
  organisations: organisationService,
  people: peopleService,
  questionnaires: questionnaireService,
  editions: editionService,
  questionnaireDrafts: draftService,
  observations: observationService,
  assignments: assignmentService,
  reminders: reminderService,
  mornings: morningService,
  roadMaps: roadMapService,
  rows: rowService,
  schoolPlans: schoolPlanService,
  planApprovals: planApprovalService,
  absences: absenceService,
  sheets: sheetService,
  views: viewService,
  nextPlans: nextPlanService,
  moves: moveService,
  evidence: evidenceService,
  informing: informingService,
  undated: undatedService,
  responsibles: responsibleService,
  mentors: mentorService,
  matching: matchingService,
  pairs: pairService,
  announcements: announcementService,
  erasures: erasureService,
  paperConsents: paperConsentService,
  guardians: guardianService,
  wards: wardService,
  registers: registerService,
  registerDrafts: registerDraftService,
  invitationLists: invitationListService,
  newcomers: newcomerService,
  duplicates: duplicateService,
  memberships: membershipService,
  transfers: transferService,
  campaigns: campaignService,
  campaignMornings: campaignMorningService,
  replies: replyService,
  results: resultService,
}

/**
 * The rooms, opened for one transaction: what they write commits together with the step of the talk and its
 * replies.
 */
export type Domain = {
  readonly [Name in keyof typeof services]: ReturnType<(typeof services)[Name]>
}

/** Every room there is. */
export const roomNames = Object.keys(services) as (keyof Domain)[]

/**
 * Writes that touch nothing but the actor's own rows, or add some that nobody reads before the commit: those of
 * several people may go on at the same time.
 */
export const ownWrites: ReadonlySet<string> = new Set([
  'questionnaires.begin',
  'questionnaires.answer',
  'questionnaires.complete',
])

/** The only door to the domain. @param tx the transaction that everything is read and written in */
export function openDomain(tx: Tx, outside: Outside): Domain {
  return new Rooms(tx, outside) as unknown as Domain
}

/** A room is made when it is first used: a step seldom needs more than two. */
class Rooms {
  readonly #room: Room
  readonly #opened = new Map<string, unknown>()

  constructor(tx: Tx, outside: Outside) {
    this.#room = { tx, outside, now: () => outside.now(), domain: this as unknown as Domain }
  }

  static {
    for (const [name, make] of Object.entries(services))
      Object.defineProperty(Rooms.prototype, name, {
        get(this: Rooms) {
          return this.#open(name, make)
        },
      })
  }

  #open(name: string, make: (room: Room) => unknown): unknown {
    const known = this.#opened.get(name)
    if (known) return known
    const opened = make(this.#room)
    this.#opened.set(name, opened)
    return opened
  }
}
