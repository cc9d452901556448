import type { Content, MenuItem } from '../content.ts'

/** VK's limits of keyboards (dev.vk.com/api/bots/development/keyboard). */
const inlineLimits = { columns: 5, rows: 6, buttons: 10 }
const belowLimits = { columns: 5, rows: 10, buttons: 40 }
const labelLimit = 40

/** What our buttons carry: data of an inline button, or a command of the menu. */
export type Payload = { d: string } | { c: string }

interface Face {
  label: string
  payload: Payload
}

/**
 * A keyboard as VK takes it. Built by hand: vk-io's builder lets through keyboards that VK refuses.
 */
export interface Keyboard {
  inline: boolean
  one_time?: boolean
  buttons: {
    action: { type: 'callback' | 'text'; label: string; payload: string }
    color: 'secondary'
  }[][]
}

/**
 * The keyboard that belongs to a message: buttons, and the main menu where both fit. It can be edited
 * together with its message.
 * @returns undefined when there are none, or a menu too large to stand inside a message
 */
export function inlineKeyboard({ buttons = [], menu = [] }: Content): Keyboard | undefined {
  const own = buttons.map((row) =>
    row.map(({ label, data }): Face => ({ label, payload: { d: data } })),
  )
  const items = menuFaces(menu)
  const count = own.flat().length + items.flat().length
  const rows = count > inlineLimits.buttons && own.length > 0 ? own : [...own, ...items]
  const total = rows.flat().length
  if (total === 0 || (own.length === 0 && total > inlineLimits.buttons)) return undefined
  return { inline: true, buttons: arrange(rows, inlineLimits, 'callback') }
}

/**
 * The keyboard below the input, which stays: a menu too large for a message, and «Меню», so that
 * everybody finds it at any time.
 */
export function keyboardBelow(menu: MenuItem[][], menuLabel: string): Keyboard {
  const home: Face[][] = [[{ label: menuLabel, payload: { c: 'menu' } }]]
  const rows = [...menuFaces(menu), ...home]
  return { inline: false, one_time: false, buttons: arrange(rows, belowLimits, 'text') }
}

function menuFaces(menu: MenuItem[][]): Face[][] {
  return menu.map((row) => row.map(({ label, command }) => ({ label, payload: { c: command } })))
}

/** Rows as they are where they fit, else as many columns as it takes. */
function arrange(
  rows: Face[][],
  limits: { columns: number; rows: number },
  type: 'callback' | 'text',
): Keyboard['buttons'] {
  const full = rows.filter((row) => row.length > 0)
  const fits = full.length <= limits.rows && full.every((row) => row.length <= limits.columns)
  const faces = full.flat()
  const columns = Math.max(2, Math.ceil(faces.length / limits.rows))
  return (fits ? full : chunk(faces, columns)).map((row) =>
    row.map(({ label, payload }) => ({
      action: { type, label: clip(label), payload: JSON.stringify(payload) },
      color: 'secondary',
    })),
  )
}

function chunk<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}

function clip(label: string): string {
  if (label === '') return '…'
  return label.length <= labelLimit ? label : `${label.slice(0, labelLimit - 1)}…`
}
