import { readXml } from './xml-events.ts'

/** Which list a paragraph is an item of. */
export interface ListPlace {
  list: string
  level: number
}

/** The numbers that a text processor writes before paragraphs; the file itself holds none of them. */
export interface Numbering {
  /** The list of a style, where it has one. */
  ofStyle(style: string): ListPlace | undefined
  /** The number of the next item of a list, «1.2.», «а)» or «·». Counts: call it once an item. */
  next(place: ListPlace): string
}

interface Level {
  format: string
  /** «%1.%2.» */
  text: string
  start: number
}

interface Style {
  based: string | undefined
  place: Partial<ListPlace>
}

/** The numbering of a .docx. @param numbering numbering.xml @param styles styles.xml; either may be absent */
export function docxNumbering(numbering?: Buffer, styles?: Buffer): Numbering {
  const lists = numbering ? readLists(numbering) : new Map<string, List>()
  const byStyle = styles ? readStyles(styles) : new Map<string, Style>()
  const ofStyle = (id: string, depth = 0): ListPlace | undefined => {
    const style = byStyle.get(id)
    if (!style || depth > 10) return undefined
    const base = style.based === undefined ? undefined : ofStyle(style.based, depth + 1)
    const list = style.place.list ?? base?.list
    return list === undefined ? undefined : { list, level: style.place.level ?? base?.level ?? 0 }
  }
  return {
    ofStyle: (id) => ofStyle(id),
    next({ list: id, level }) {
      const list = lists.get(id)
      return list === undefined ? '' : nextOf(list, level)
    },
  }
}

interface List {
  levels: Map<number, Level>
  /** Shared by lists of one kind: they count on together. */
  counts: number[]
  /** Levels that this list begins anew. */
  restarts: Map<number, number>
}

function nextOf(list: List, level: number): string {
  const own = list.levels.get(level)
  if (own === undefined) return ''
  if (own.format === 'bullet') return '·'
  if (own.format === 'none') return ''
  const restart = list.restarts.get(level)
  if (restart !== undefined) {
    list.restarts.delete(level)
    list.counts[level] = restart - 1
  }
  const { counts } = list
  for (let above = 0; above < level; above++) counts[above] ??= list.levels.get(above)?.start ?? 1
  counts[level] = (counts[level] ?? own.start - 1) + 1
  counts.length = level + 1
  return own.text
    .replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const format = at === level ? own.format : (list.levels.get(at)?.format ?? 'decimal')
      return written(counts[at] ?? 1, format)
    })
    .trim()
}

const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя'
const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const ROMAN: [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function written(n: number, format: string): string {
  switch (format) {
    case 'russianLower':
      return RUSSIAN[(n - 1) % RUSSIAN.length] ?? String(n)
    case 'russianUpper':
      return (RUSSIAN[(n - 1) % RUSSIAN.length] ?? String(n)).toUpperCase()
    case 'lowerLetter':
      return LATIN[(n - 1) % LATIN.length] ?? String(n)
    case 'upperLetter':
      return (LATIN[(n - 1) % LATIN.length] ?? String(n)).toUpperCase()
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'decimalZero':
      return String(n).padStart(2, '0')
    default:
      return String(n)
  }
}

function roman(n: number): string {
  if (n > 300) return String(n)
  const found = ROMAN.find(([value]) => value <= n)
  return found ? found[1] + roman(n - found[0]) : ''
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function readLists(xml: Buffer): Map<string, List> {
  const kinds = new Map<string, { levels: Map<number, Level>; counts: number[] }>()
  const lists = new Map<string, List>()
  let kind: { levels: Map<number, Level>; counts: number[] } | undefined
  let list: List | undefined
  let level: Level | undefined
  let override = 0
  readXml(xml, {
    open(name, { 'w:val': value = '', ...attributes }) {
      switch (local(name)) {
        case 'abstractNum':
          kind = { levels: new Map(), counts: [] }
          kinds.set(attributes['w:abstractNumId'] ?? '', kind)
          break
        case 'lvl': {
          level = { format: 'decimal', text: '', start: 1 }
          const levels = list?.levels ?? kind?.levels
          levels?.set(Number(attributes['w:ilvl'] ?? 0), level)
          break
        }
        case 'numFmt':
          if (level) level.format = value
          break
        case 'lvlText':
          if (level) level.text = value
          break
        case 'start':
          if (level) level.start = Number(value)
          break
        case 'num':
          list = { levels: new Map(), counts: [], restarts: new Map() }
          lists.set(attributes['w:numId'] ?? '', list)
          break
        case 'abstractNumId': {
          const base = kinds.get(value)
          if (list && base)
            Object.assign(list, { levels: new Map(base.levels), counts: base.counts })
          break
        }
        case 'lvlOverride':
          override = Number(attributes['w:ilvl'] ?? 0)
          break
        case 'startOverride':
          list?.restarts.set(override, Number(value))
      }
    },
    close(name) {
      const tag = local(name)
      if (tag === 'lvl') level = undefined
      if (tag === 'abstractNum') kind = undefined
      if (tag === 'num') list = undefined
    },
  })
  return lists
}

function readStyles(xml: Buffer): Map<string, Style> {
  const styles = new Map<string, Style>()
  let style: Style | undefined
  readXml(xml, {
    open(name, { 'w:val': value = '', ...attributes }) {
      switch (local(name)) {
        case 'style':
          style = { based: undefined, place: {} }
          styles.set(attributes['w:styleId'] ?? '', style)
          break
        case 'basedOn':
          if (style) style.based = value
          break
        case 'numId':
          if (style) style.place.list = value
          break
        case 'ilvl':
          if (style) style.place.level = Number(value)
      }
    },
    close(name) {
      if (local(name) === 'style') style = undefined
    },
  })
  return styles
}
