import { badParameter } from './errors.ts'
import type { Params } from './params.ts'
import type { EventSettings } from './state.ts'

/** Every type of event that a community can ask for (groups_long_poll_events and message_event). */
const EVENTS = `
audio_new board_post_delete board_post_edit board_post_new board_post_restore group_change_photo
group_change_settings group_join group_leave group_officers_edit lead_forms_new
market_comment_delete market_comment_edit market_comment_new market_comment_restore
market_order_new market_order_edit message_allow message_deny message_event message_new
message_read message_reaction_event message_reply message_typing_state message_edit
photo_comment_delete photo_comment_edit photo_comment_new photo_comment_restore photo_new
poll_vote_new user_block user_unblock video_comment_delete video_comment_edit video_comment_new
video_comment_restore video_new wall_post_new wall_reply_delete wall_reply_edit wall_reply_new
wall_reply_restore wall_repost wall_schedule_post_new wall_schedule_post_delete donut_subscription_create donut_subscription_prolonged
donut_subscription_cancelled donut_subscription_expired donut_subscription_price_changed
donut_money_withdraw donut_money_withdraw_error like_add like_remove
`
  .trim()
  .split(/\s+/)

/** The full list, as VK answers it. */
export function allEvents(events: EventSettings): EventSettings {
  return Object.fromEntries(EVENTS.map((name) => [name, events[name] ?? 0]))
}

/** The events that a call switches on or off. */
export function readEvents(params: Params): EventSettings {
  const named = EVENTS.filter((name) => params.has(name))
  return Object.fromEntries(
    named.map((name) => {
      const value = params.text(name)
      if (!['0', '1', 'true', 'false'].includes(value)) throw badParameter(`${name} is invalid`)
      return [name, params.flag(name) ? 1 : 0]
    }),
  )
}
