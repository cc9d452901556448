import type { Args } from '../args.ts'
import type { Core } from '../core.ts'
import { characters } from '../entities.ts'
import { badRequest } from '../errors.ts'
import { findPost } from '../posts.ts'
import type { CallbackQuery } from '../state.ts'

/**
 * How long a tap may be answered, ms of machine time. The platform publishes no figure: its clients
 * give up after a short while, and late answers are refused with the text below.
 */
const patience = 60_000

/** Remembers a tap until it can no longer be answered. Returns the query's id. */
export function openQuery(core: Core, chat: number, post: number, person: number): string {
  const { queries } = core.state
  for (const [id, query] of Object.entries(queries)) if (isTooOld(query)) delete queries[id]
  const id = String(4_000_000_000_000_000_000n + BigInt(core.state.nextQuery++))
  queries[id] = { chat, post, person, at: Date.now() }
  return id
}

const isTooOld = (query: CallbackQuery): boolean => Date.now() - query.at > patience

export function answerCallbackQuery(core: Core, args: Args): true {
  const text = args.text('text')
  if (characters(text) > 200) throw badRequest('MESSAGE_TOO_LONG')
  const query = core.state.queries[args.text('callback_query_id')]
  if (!query || isTooOld(query))
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  const post = findPost(core, query.chat, query.post)
  if (post && text !== '') post.notice = text
  core.changed()
  return true
}
