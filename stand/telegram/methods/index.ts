import type { Args } from '../args.ts'
import type { Core } from '../core.ts'
import * as bot from './bot.ts'
import { answerCallbackQuery } from './callbacks.ts'
import * as edit from './edit.ts'
import { copyMessage, forwardMessage } from './forward.ts'
import * as groups from './groups.ts'
import * as media from './media.ts'
import { sendMessage } from './send.ts'

/** One method of the Bot API. @throws ApiError */
export type Method = (core: Core, args: Args) => unknown

/** An answer that carries a description beside its result. */
export class WithDescription {
  readonly result: unknown
  readonly description: string

  constructor(result: unknown, description: string) {
    this.result = result
    this.description = description
  }
}

const list: Record<string, Method> = {
  getMe: bot.getMe,
  setMyCommands: bot.setMyCommands,
  getMyCommands: bot.getMyCommands,
  deleteMyCommands: bot.deleteMyCommands,
  setMyName: bot.profileSetter('name'),
  getMyName: bot.profileGetter('name'),
  setMyDescription: bot.profileSetter('description'),
  getMyDescription: bot.profileGetter('description'),
  setMyShortDescription: bot.profileSetter('short_description'),
  getMyShortDescription: bot.profileGetter('short_description'),
  setChatMenuButton: bot.setChatMenuButton,
  getChatMenuButton: bot.getChatMenuButton,
  setMyDefaultAdministratorRights: () => true,
  sendMessage,
  sendDocument: media.sendDocument,
  sendPhoto: media.sendPhoto,
  sendChatAction: media.sendChatAction,
  getFile: media.getFile,
  copyMessage,
  forwardMessage,
  editMessageText: edit.editMessageText,
  editMessageCaption: edit.editMessageCaption,
  editMessageReplyMarkup: edit.editMessageReplyMarkup,
  deleteMessage: edit.deleteMessage,
  deleteMessages: edit.deleteMessages,
  answerCallbackQuery,
  getChat: groups.getChat,
  getChatMember: groups.getChatMember,
  getChatMemberCount: groups.getChatMemberCount,
  getChatAdministrators: groups.getChatAdministrators,
  leaveChat: groups.leaveChat,
  deleteWebhook: removeWebhook,
  getWebhookInfo: (core) => core.webhook.info(),
  setWebhook: (core, args) =>
    args.has('url') ? new WithDescription(true, core.webhook.set(args)) : removeWebhook(core, args),
}

/** Methods by lower-case name: the platform does not mind the case. */
export const methods = new Map(
  Object.entries(list).map(([name, run]) => [name.toLowerCase(), { name, run }]),
)

function removeWebhook(core: Core, args: Args): WithDescription {
  return new WithDescription(true, core.webhook.remove(args.flag('drop_pending_updates')))
}
