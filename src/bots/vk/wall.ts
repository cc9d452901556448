import { type Content, toPlain } from '../content.ts'
import { SendFailure, type Sent } from '../messenger.ts'
import type { Vk } from './api.ts'
import { asFailure } from './failure.ts'
import { unlinked } from './mentions.ts'

/**
 * Posts on the community's wall, in its name. Words only: pictures of a wall need an album's rights.
 * @param vk opened with a user's token, the only one that may
 * @throws SendFailure
 */
export async function postToWall(
  vk: Vk,
  groupId: number,
  content: Content,
  number: bigint,
): Promise<Sent> {
  try {
    const { post_id } = await vk.api.wall.post({
      owner_id: -groupId,
      from_group: 1,
      message: unlinked(toPlain(content.text)),
      // A repeated post of the same guid is not published again.
      guid: `tandem-${number}`,
    })
    return { messageId: String(post_id) }
  } catch (error) {
    const failure = asFailure(error)
    if (!(failure instanceof SendFailure)) throw failure
    // There is nobody to be unreachable, and the token is another one; the operator reads it in the log.
    const lasting = failure.kind === 'unreachable' || failure.message.includes('VK_TOKEN')
    if (!lasting) throw failure
    throw new SendFailure('rejected', failure.message.replace('VK_TOKEN', 'VK_USER_TOKEN'))
  }
}
