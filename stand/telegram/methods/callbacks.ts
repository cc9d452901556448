import type { Args } from '../args.ts'
import type { Core } from '../core.ts'
import { characters } from '../entities.ts'
import { badRequest } from '../errors.ts'
import { findPost } from '../posts.ts'

/**
 * How long a tap may be answered, ms of machine time. The platform publishes no figure: its clients
 * give up after a short while, and late answers are refused with the text below.
 */
const patience = 60_000

export function answerCallbackQuery(core: Core, args: Args): true {
  const text = args.text('text')
  if (characters(text) > 200) throw badRequest('MESSAGE_TOO_LONG')
  const query = core.state.queries[args.text('callback_query_id')]
  if (!query || Date.now() - query.at > patience)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  const post = findPost(core, query.chat, query.post)
  if (post && text !== '') post.notice = text
  core.changed()
  return true
}
