import type { Args } from './args.ts'
import { badRequest } from './errors.ts'
import { linkOf, parseHtml } from './html.ts'
import type { Entity } from './state.ts'

export interface Formatted {
  text: string
  entities: Entity[]
}

/** What the platform finds in plain text by itself; the first pattern that fits a place wins. */
const found: [string, RegExp][] = [
  ['url', /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)]|\bt\.me\/[\w/?=&-]+/g],
  ['email', /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g],
  ['bot_command', /(?<![\w/<>@])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b/g],
  ['mention', /(?<![\w@])@[A-Za-z]\w{3,31}\b/g],
  ['hashtag', /(?<![\p{L}\w#])#[\p{L}\d_]*[\p{L}_][\p{L}\d_]*/gu],
]

/** Entities that a client or the server adds without being told, outside of those in `taken`. */
export function findEntities(text: string, taken: Entity[] = []): Entity[] {
  const opaque = taken.filter((e) => ['code', 'pre', 'text_link'].includes(e.type))
  const entities: Entity[] = []
  for (const [type, pattern] of found)
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...opaque, ...entities].some((other) => overlap(other, entity))) entities.push(entity)
    }
  return entities.sort((a, b) => a.offset - b.offset)
}

const overlap = (a: Entity, b: Entity): boolean =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length

/**
 * The text of a call after its formatting: parse_mode or explicit entities, trimmed, with the
 * entities that the platform finds by itself.
 * @param entitiesField "entities" or "caption_entities"
 * @throws ApiError for an unknown parse_mode or marks that can't be read
 */
export function formatted(source: string, args: Args, entitiesField: string): Formatted {
  const mode = args.text('parse_mode').toLowerCase()
  if (mode === 'markdown' || mode === 'markdownv2')
    throw badRequest('this local server reads parse_mode HTML only')
  if (mode !== '' && mode !== 'none' && mode !== 'html') throw badRequest('unsupported parse_mode')
  const marked =
    mode === 'html'
      ? parseHtml(source)
      : { text: source, entities: explicitEntities(source, args, entitiesField) }
  const { text, entities } = trimmed(marked)
  const all = [...entities, ...findEntities(text, entities)]
  return { text, entities: all.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

function explicitEntities(text: string, args: Args, field: string): Entity[] {
  const given = args.json(field, "can't parse entities JSON object")
  if (given === undefined) return []
  if (!Array.isArray(given))
    throw badRequest("can't parse entities: expected an Array of MessageEntity")
  const entities: Entity[] = []
  for (const value of given as Partial<Entity>[]) {
    const { type, offset, length } = value
    if (typeof type !== 'string' || !Number.isInteger(offset) || !Number.isInteger(length))
      throw badRequest('can\'t parse entities: Can\'t find field "type"')
    const isInside = offset! >= 0 && length! > 0 && offset! + length! <= text.length
    if (!isInside)
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset! + length!}`,
      )
    const entity: Entity = { type, offset: offset!, length: length! }
    if (type === 'text_link') {
      const url = linkOf(value.url ?? '')
      if (!url) throw badRequest(`entity URL '${value.url ?? ''}' is invalid: Wrong HTTP URL`)
      entity.url = url
    }
    if (type === 'pre' && value.language) entity.language = value.language
    entities.push(entity)
  }
  return entities
}

function trimmed({ text, entities }: Formatted): Formatted {
  const lead = text.length - text.trimStart().length
  const clean = text.trim()
  const kept = entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - lead)
    const end = Math.min(clean.length, entity.offset + entity.length - lead)
    return end > offset ? [{ ...entity, offset, length: end - offset }] : []
  })
  return { text: clean, entities: kept }
}

/** Length as the platform counts it: Unicode code points. */
export const characters = (text: string): number => [...text].length

const tags: Record<string, string> = { bold: 'b', italic: 'i', code: 'code', pre: 'code' }

/** The text as safe HTML that uses b, i, a and code only. */
export function toHtml(text: string, entities: Entity[] = []): string {
  const shown = entities.filter((e) => e.type in tags || e.url !== undefined)
  const cuts = new Set([0, text.length])
  for (const e of shown) cuts.add(e.offset).add(e.offset + e.length)
  const places = [...cuts].sort((a, b) => a - b)
  // Each piece between two cuts is wrapped on its own, so overlapping marks still nest.
  return places
    .slice(0, -1)
    .map((from, n) => {
      const over = shown.filter((e) => e.offset <= from && e.offset + e.length > from)
      const piece = escapeHtml(text.slice(from, places[n + 1]))
      return over.reduceRight((inner, entity) => wrap(inner, entity), piece)
    })
    .join('')
}

function wrap(inner: string, entity: Entity): string {
  if (entity.url !== undefined) return `<a href="${escapeHtml(entity.url)}">${inner}</a>`
  const tag = tags[entity.type]
  return `<${tag}>${inner}</${tag}>`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')
