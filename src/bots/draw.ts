import type { Line, Message } from '../domain/deliveries/message.ts'
import { areMarked, commandData, type Screen, screenData } from '../flows/screen.ts'
import type { Button, Content, MenuItem } from './content.ts'
import type { Limits } from './messenger.ts'
import { splitText } from './split-text.ts'
import type { Words } from './words.ts'

/**
 * Puts a message into words and buttons within a messenger's limits. A text that is too long becomes
 * several messages; the buttons go with the last one.
 * @param menu the main menu for the recipient; asked for only when the message has one
 */
export async function draw(
  message: Message,
  words: Words,
  limits: Limits,
  menu: () => Promise<MenuItem[][]>,
): Promise<Content[]> {
  const drawn = message.screen
    ? drawScreen(message.screen as unknown as Screen, words, limits)
    : { lines: [], buttons: [] }
  const text = [...message.text.map((line) => words.html(line)), ...drawn.lines].join('\n').trim()
  const commands = (message.buttons ?? []).map((row) =>
    row.map(({ label, command, arg }) => ({
      label: clip(words.plain(label), limits.label),
      data: commandData(command, arg),
    })),
  )
  const buttons = [...drawn.buttons, ...commands].filter((row) => row.length > 0)
  const [file, ...others] = message.files ?? (message.file ? [message.file] : [])
  const last: Omit<Content, 'text'> = {
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(message.menu ? { menu: await menu() } : {}),
    ...(file ? { file } : {}),
  }
  const parts = splitText(text, limits.text)
  // A caption is shorter than a message: the text goes before the file.
  if (file && (parts.at(-1) ?? '').length > limits.caption) parts.push('')
  return [
    ...parts.map((part, i) => (i === parts.length - 1 ? { text: part, ...last } : { text: part })),
    ...others.map((other) => ({ text: '', file: other })),
  ]
}

/** As many ticked options of other pages are named; the rest is counted. */
const AWAY = 5

interface DrawnScreen {
  lines: string[]
  buttons: Button[][]
}

function drawScreen(screen: Screen, words: Words, limits: Limits): DrawnScreen {
  const { question, step } = screen
  const line: Line = question.args
    ? { key: question.key, args: question.args }
    : { key: question.key }
  const lines = [...screen.lead.map((each) => words.html(each)), words.html(line)]
  const all = (question.options ?? []).map(({ label, mark, apart }, index) => ({
    index,
    label: words.plain(label),
    own: mark,
    apart: apart === true,
  }))
  const verb = question.many ? 't' : 'o'
  const ways = drawNavigation(screen, words)
  const { kept, width } = roomBeside(all, ways, limits)
  // What stands beside the list keeps its words, on every page of it.
  const beside = all.filter(({ apart }) => apart).slice(0, kept)
  const options = all.filter((option) => !beside.includes(option))
  const besideButtons = beside.map(({ index, label }) => ({
    label: clip(label, limits.label),
    data: screenData(step, `${verb}${index}`),
  }))
  const navigation = [...chunk(besideButtons, width), ...ways]
  if (options.length === 0) return { lines, buttons: navigation }

  const mark = (index: number) => (screen.ticked.includes(index) ? '✓ ' : '')
  const tooLong = options.some(
    ({ index, label }) => mark(index).length + 2 + label.length > limits.label,
  )
  const marked = areMarked(question.options ?? [])
  const faces = options.map(({ index, label, own }) => ({
    index,
    face: `${mark(index)}${tooLong ? (marked && own) || index + 1 : label}`,
    line: mark(index) + (marked && own ? label : `${index + 1}. ${label}`),
  }))
  // The width must not jump when an option is ticked.
  const columns = columnsFor(
    options.map(({ label, own }) => (tooLong ? (marked && own) || '12' : label)),
    limits,
  )
  const shown = page(faces, screen.page, columns, navigation, limits)
  if (tooLong) lines.push('', ...shown.items.map((item) => escapeLine(item.line)))
  // What is ticked on another page would look as if it were not.
  const away = options.filter(
    ({ index }) => mark(index) && !shown.items.some((item) => item.index === index),
  )
  if (away.length > 0) {
    const list = away
      .slice(0, AWAY)
      .map(({ label }) => clip(label, 60))
      .join(', ')
    const more = Math.max(0, away.length - AWAY)
    lines.push('', words.html({ key: 'dialogue-ticked-away', args: { list, more } }))
  }
  const rows = chunk(
    shown.items.map(({ index, face }) => ({
      label: clip(face, limits.label),
      data: screenData(step, `${verb}${index}`),
    })),
    columns,
  )
  return { lines, buttons: [...rows, ...drawPager(screen, shown, words), ...navigation] }
}

/**
 * How many options may stand beside the list, and how many of them in a row: a row each where everything
 * fits, else side by side, so that the list keeps a row and its pager another one. The rest joins the list.
 */
function roomBeside(
  options: readonly { apart: boolean }[],
  navigation: Button[][],
  limits: Limits,
): { kept: number; width: number } {
  const apart = options.filter((option) => option.apart).length
  const listed = options.length - apart
  const rows = limits.rows - navigation.length
  const buttons = limits.buttons - navigation.flat().length
  // The list in rows of one: wherever this fits, no list of wider rows needs more.
  if (apart + listed <= Math.min(rows, buttons)) return { kept: apart, width: 1 }
  const room = rows - 2
  const kept = Math.min(apart, buttons - 3, room * limits.columns)
  return { kept, width: Math.max(1, Math.ceil(kept / room)) }
}

function drawNavigation(screen: Screen, words: Words): Button[][] {
  const { question, step } = screen
  const button = (key: string, what: string): Button => ({
    label: words.plain({ key }),
    data: screenData(step, what),
  })
  const rows: Button[][] = []
  if (question.many) rows.push([button('dialogue-done', 'ok')])
  const row: Button[] = []
  if (screen.back) row.push(button('dialogue-back', 'back'))
  if (question.skip) row.push(button('dialogue-skip', 'skip'))
  if (question.cancel !== false)
    row.push(button(question.view ? 'dialogue-close' : 'dialogue-cancel', 'cancel'))
  if (row.length > 0) rows.push(row)
  return rows
}

interface Page<T> {
  items: T[]
  before: number | null
  after: number | null
}

function drawPager(screen: Screen, shown: Page<unknown>, words: Words): Button[][] {
  const row: Button[] = []
  const button = (key: string, page: number) =>
    row.push({ label: words.plain({ key }), data: screenData(screen.step, `p${page}`) })
  if (shown.before !== null) button('dialogue-page-before', shown.before)
  if (shown.after !== null) button('dialogue-page-after', shown.after)
  return row.length > 0 ? [row] : []
}

/** As many options as fit beside the navigation; a pager row is kept free only when there are more pages. */
function page<T>(
  items: T[],
  wanted: number,
  columns: number,
  navigation: Button[][],
  limits: Limits,
): Page<T> {
  const taken = navigation.flat().length
  const fits = (reservedRows: number, reservedButtons: number) =>
    Math.max(
      1,
      Math.min(
        (limits.rows - navigation.length - reservedRows) * columns,
        limits.buttons - taken - reservedButtons,
      ),
    )
  if (items.length <= fits(0, 0)) return { items, before: null, after: null }
  const room = fits(1, 2)
  const even = Math.max(1, room - (room % columns))
  // Full rows, where that takes no more pages: a scale of ten is five and five.
  const pages = Math.ceil(items.length / room)
  const size = even * pages >= items.length ? even : room
  const at = Math.min(Math.max(0, wanted), pages - 1)
  return {
    items: items.slice(at * size, (at + 1) * size),
    before: at > 0 ? at - 1 : null,
    after: at < pages - 1 ? at + 1 : null,
  }
}

/** Short labels stand side by side, as on a scale of marks; long ones get a row each. */
function columnsFor(labels: string[], limits: Limits): number {
  const longest = Math.max(...labels.map((label) => label.length))
  const wanted = longest <= 3 ? 5 : longest <= 8 ? 3 : longest <= 16 ? 2 : 1
  return Math.min(wanted, limits.columns)
}

function chunk<T>(items: T[], size: number): T[][] {
  const rows: T[][] = []
  for (let i = 0; i < items.length; i += size) rows.push(items.slice(i, i + size))
  return rows
}

function clip(label: string, length: number): string {
  return label.length <= length ? label : `${label.slice(0, length - 1)}…`
}

function escapeLine(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
