import type { Room } from '../shared/room.ts'
import { replyStore } from './reply-store.ts'
import { LEAST_REPLIES, schoolsToTell } from './rules.ts'
import type { CampaignRow } from './store.ts'

/**
 * How an anonymous campaign keeps its word.
 *
 * - Until it is sent, the draft is a response like any other: it has to know whose it is, to go on where
 *   one stopped. With «Отправить» the answers move to `anonymous_reply`, which has no person, no time and
 *   a random number, the draft is deleted, and what the person said and was shown on the way is wiped
 *   out of the inbox, the sent messages and the talks.
 * - That somebody has answered stands in `recipient`, without a time.
 * - Whoever reads the database's own columns could still pair a reply with a mark that the same
 *   transaction wrote (`xmin`), or count rows: so every morning and at the end all of them are written
 *   anew, in no order, by one transaction.
 * - At the end a reply loses its school where it would be one of fewer than five, or where the schools
 *   told apart would leave fewer than five over.
 * - Results are shown only when it is closed, so that two looks cannot be subtracted; once they may have
 *   been seen it is not opened again.
 *
 * What this does not undo: the messenger's own history on the person's phone and on its servers, and
 * copies of the database made while a draft was open (backups, the write-ahead log).
 */
export async function settleAnonymous(room: Room, campaign: CampaignRow): Promise<void> {
  const store = replyStore(room.tx)
  const drafts = await store.dropDrafts(campaign.id)
  const counts = await store.countAnonymous(campaign.id)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  // With fewer nothing is ever shown, and it may be opened again.
  if (total >= LEAST_REPLIES) await store.keepSchools(campaign.id, schoolsToTell(counts))
  await store.shuffle(campaign.id)
  await room.domain.deliveries.wipeTalks([...drafts, ...(await store.listAnswered(campaign.id))])
}

/** What a morning does for an open anonymous campaign. */
export async function shuffleAnonymous(room: Room, campaign: CampaignRow): Promise<void> {
  const store = replyStore(room.tx)
  await store.shuffle(campaign.id)
  await room.domain.deliveries.wipeTalks(await store.listAnswered(campaign.id))
}
