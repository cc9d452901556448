import { VkError } from './errors.ts'
import type { Button, Keyboard } from './state.ts'

const LABEL = 40
const PAYLOAD = 255
const COLORS = ['primary', 'secondary', 'negative', 'positive']
const INLINE = { columns: 5, rows: 6, buttons: 10 }
const BELOW = { columns: 5, rows: 10, buttons: 40 }

/** Which fields an action of each type may have; the first of them are required. */
const ACTIONS: Record<string, { required: string[]; optional: string[] }> = {
  text: { required: ['label'], optional: ['payload'] },
  callback: { required: ['label'], optional: ['payload'] },
  open_link: { required: ['label', 'link'], optional: ['payload'] },
  location: { required: [], optional: ['payload'] },
  vkpay: { required: ['hash'], optional: ['payload'] },
  open_app: { required: ['label', 'app_id'], optional: ['owner_id', 'hash', 'payload'] },
}

/**
 * Reads the `keyboard` parameter as strictly as VK does (dev.vk.com/api/bots/development/keyboard).
 * @throws VkError 911 with VK's text, 100 where it is not JSON at all
 */
export function readKeyboard(text: string): Keyboard {
  const raw = parse(text)
  const inline = boolean(raw, 'inline')
  const oneTime = boolean(raw, 'one_time')
  if (inline && oneTime) throw bad('inline keyboard can not be one_time')
  if (!Array.isArray(raw.buttons)) throw bad('buttons should be array')
  const { columns, rows, buttons: most } = inline ? INLINE : BELOW
  if (raw.buttons.length > rows) throw bad('buttons contain too much rows')
  if (inline && raw.buttons.length === 0) throw bad('inline keyboard should contain buttons')
  const buttons = raw.buttons.map((row: unknown, r: number) => {
    if (!Array.isArray(row) || row.length === 0) throw bad(`row ${r} should be not empty array`)
    if (row.length > columns) throw bad(`row ${r} contains too much columns`)
    return row.map((button: unknown, c: number) => readButton(button, `[${r}][${c}]`))
  })
  if (buttons.flat().length > most) throw bad('keyboard contains too much buttons')
  return { inline, oneTime, buttons }
}

function readButton(raw: unknown, place: string): Button {
  if (!isObject(raw) || !isObject(raw.action)) throw bad(`button ${place} should contain action`)
  const { action, color } = raw
  const type = String(action.type)
  const known = ACTIONS[type]
  if (!known) throw bad(`button ${place} action type is invalid`)
  for (const field of Object.keys(action)) {
    const allowed = field === 'type' || [...known.required, ...known.optional].includes(field)
    if (!allowed) throw bad(`action contains unknown fields`)
  }
  for (const field of known.required) {
    if (action[field] === undefined) throw bad(`button ${place} should contain ${field}`)
  }
  if (color !== undefined) checkColor(type, color, place)
  const link = action.link === undefined ? {} : { link: checkLink(action.link, place) }
  const payload = readPayload(action.payload, place)
  const label = known.required.includes('label') ? readLabel(action.label, place) : type
  return { type, label, ...link, ...payload }
}

function readLabel(label: unknown, place: string): string {
  if (typeof label !== 'string') throw bad(`button ${place} label should be string`)
  if (label.length === 0) throw bad(`button ${place} label should be at least 1 letters length`)
  if (label.length > LABEL)
    throw bad(`button ${place} label should be at most ${LABEL} letters length`)
  return label
}

function readPayload(payload: unknown, place: string): { payload?: string } {
  if (payload === undefined || payload === '') return {}
  // VK takes an object as well as text, but null is refused.
  if (payload === null) throw bad(`button ${place} payload should be valid json`)
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  if (text.length > PAYLOAD) throw bad(`button ${place} payload is too long`)
  try {
    JSON.parse(text)
  } catch {
    throw bad(`button ${place} payload should be valid json`)
  }
  return { payload: text }
}

function checkColor(type: string, color: unknown, place: string): void {
  if (type !== 'text' && type !== 'callback') {
    throw bad(`color can be set only for text and callback buttons, button ${place}`)
  }
  if (!COLORS.includes(String(color))) throw bad(`button ${place} color is invalid`)
}

function checkLink(link: unknown, place: string): string {
  const valid = typeof link === 'string' && /^https?:\/\/[^\s/]+/.test(link) && URL.canParse(link)
  if (!valid) throw bad(`button ${place} has invalid link`)
  return link
}

function parse(text: string): Record<string, unknown> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new VkError(100, 'keyboard contains incorrect JSON')
  }
  if (!isObject(raw)) throw bad('keyboard should be object')
  return raw
}

function boolean(raw: Record<string, unknown>, name: string): boolean {
  const value = raw[name] ?? false
  if (typeof value !== 'boolean') throw bad(`${name} property should be boolean`)
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(detail: string): VkError {
  return new VkError(911, detail)
}
