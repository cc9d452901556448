import type { Args } from './args.ts'
import { badRequest } from './errors.ts'
import { linkOf } from './html.ts'
import type { InlineButton, InlineMarkup, Keyboard } from './state.ts'

/** What a call's reply_markup does. */
export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; markup: InlineMarkup | undefined }
  | { kind: 'keyboard'; rows: Keyboard['rows']; oneTime: boolean }
  | { kind: 'remove' }
  | { kind: 'force' }

type Fields = Record<string, unknown>

/** Most buttons that one inline keyboard may hold. */
const inlineLimit = 100
/** Most buttons of a reply keyboard. */
const replyLimit = 300

/** @throws ApiError in the platform's words for any shape that it refuses */
export function readMarkup(args: Args): Markup {
  const value = args.json('reply_markup', "can't parse reply keyboard markup JSON object")
  if (value === undefined || value === null) return { kind: 'none' }
  if (!isObject(value)) throw badRequest('object expected as reply markup')
  for (const field of ['resize_keyboard', 'one_time_keyboard', 'is_persistent'])
    checkFlag(value, field, 'ReplyKeyboardMarkup')
  checkFlag(value, 'remove_keyboard', 'ReplyKeyboardRemove')
  checkFlag(value, 'selective', 'reply markup')
  checkFlag(value, 'force_reply', 'reply markup')
  if (value.keyboard !== undefined) {
    const rows = readRows(value.keyboard, 'keyboard', 'ReplyKeyboardMarkup', replyButton)
    if (rows.flat().length > replyLimit) throw badRequest('REPLY_MARKUP_TOO_LONG')
    if (rows.length > 0)
      return { kind: 'keyboard', rows, oneTime: value.one_time_keyboard === true }
  }
  if (value.inline_keyboard !== undefined) {
    const rows = readRows(value.inline_keyboard, 'inline_keyboard', 'InlineKeyboardMarkup', button)
    if (rows.flat().length > inlineLimit) throw badRequest('REPLY_MARKUP_TOO_LONG')
    return { kind: 'inline', markup: rows.length > 0 ? { inline_keyboard: rows } : undefined }
  }
  if (value.remove_keyboard === true) return { kind: 'remove' }
  if (value.force_reply === true) return { kind: 'force' }
  return { kind: 'none' }
}

/** The inline keyboard of an edit. @throws ApiError when another kind of keyboard is given */
export function readInlineMarkup(args: Args): InlineMarkup | undefined {
  const markup = readMarkup(args)
  if (markup.kind === 'none') return undefined
  if (markup.kind !== 'inline') throw badRequest('inline keyboard expected')
  return markup.markup
}

function readRows<T>(value: unknown, field: string, type: string, read: (b: unknown) => T): T[][] {
  if (!Array.isArray(value)) throw badRequest(`field "${field}" of the ${type} must be an Array`)
  return value
    .map((row) => {
      if (!Array.isArray(row))
        throw badRequest(`field "${field}" of the ${type} must be an Array of Arrays`)
      return row.map(read)
    })
    .filter((row) => row.length > 0)
}

function replyButton(value: unknown): Keyboard['rows'][number][number] {
  const wrong = (text: string) => badRequest(`can't parse keyboard button: ${text}`)
  if (typeof value !== 'string' && !isObject(value))
    throw wrong('KeyboardButton must be a String or an Object')
  const text = typeof value === 'string' ? value : readText(value, wrong)
  if (text.trim() === '') throw badRequest('keyboard button text must be non-empty')
  const asksContact = isObject(value) && value.request_contact === true
  return { text, ...(asksContact && { request_contact: true }) }
}

const actions = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]

function button(value: unknown): InlineButton {
  const wrong = (text: string) => badRequest(`can't parse inline keyboard button: ${text}`)
  if (!isObject(value)) throw wrong('InlineKeyboardButton must be an Object')
  const text = readText(value, wrong)
  for (const field of ['url', 'callback_data'])
    if (value[field] !== undefined && typeof value[field] !== 'string')
      throw wrong(`Field "${field}" must be of type String`)
  const action = actions.find((field) => value[field] !== undefined && value[field] !== '')
  if (!action) throw wrong('Text buttons are unallowed in the inline keyboard')
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  if (action === 'callback_data' && Buffer.byteLength(String(value.callback_data)) > 64)
    throw badRequest('BUTTON_DATA_INVALID')
  if (action === 'url' && !linkOf(String(value.url)))
    throw badRequest(`inline keyboard button URL '${value.url}' is invalid: Wrong HTTP URL`)
  return { text, [action]: value[action] }
}

function readText(value: Fields, wrong: (text: string) => Error): string {
  if (value.text === undefined) throw wrong('Can\'t find field "text"')
  if (typeof value.text !== 'string') throw wrong('Field "text" must be of type String')
  return value.text
}

function checkFlag(value: Fields, field: string, of: string): void {
  if (value[field] !== undefined && typeof value[field] !== 'boolean')
    throw badRequest(`field "${field}" of the ${of} must be of the type Boolean`)
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
