import { badRequest } from './errors.ts'
import type { Entity } from './state.ts'

const kinds: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  blockquote: 'blockquote',
}

interface OpenTag {
  name: string
  /** Where its text begins in the result, UTF-16 units. */
  offset: number
  attributes: Map<string, string>
}

/**
 * Reads text marked with the HTML subset of the Bot API.
 * @throws ApiError 400 "can't parse entities: …" with the platform's words and byte offsets
 * @see https://core.telegram.org/bots/api#html-style
 */
export function parseHtml(source: string): { text: string; entities: Entity[] } {
  const open: OpenTag[] = []
  const entities: Entity[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const char = source[at] ?? ''
    if (char === '&') {
      const found = decodeReference(source, at)
      text += found?.char ?? '&'
      at = found?.end ?? at + 1
    } else if (char !== '<') {
      text += char
      at++
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, entities, text)
    } else {
      at = openTag(source, at, open, text)
    }
  }
  const left = open.at(-1)
  if (left) throw wrong(`Can't find end tag corresponding to start tag "${left.name}"`)
  return { text, entities: ordered(entities) }
}

function openTag(source: string, begin: number, open: OpenTag[], text: string): number {
  const offset = bytesBefore(source, begin)
  let at = skip(source, begin + 1, (c) => !isSpace(c) && c !== '>')
  if (at >= source.length) throw wrong(`Unclosed start tag at byte offset ${offset}`)
  const name = source.slice(begin + 1, at).toLowerCase()
  if (!Object.hasOwn(kinds, name))
    throw wrong(`Unsupported start tag "${name}" at byte offset ${offset}`)
  const attributes = new Map<string, string>()
  while (source[at] !== '>') {
    at = skip(source, at, isSpace)
    if (source[at] === '>') break
    at = readAttribute(source, at, name, offset, attributes)
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler')
    throw wrong(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`)
  open.push({ name, offset: text.length, attributes })
  return at + 1
}

function readAttribute(
  source: string,
  begin: number,
  tag: string,
  offset: number,
  attributes: Map<string, string>,
): number {
  const unclosed = (): never => {
    throw wrong(`Unclosed start tag "${tag}" at byte offset ${offset}`)
  }
  let at = skip(source, begin, (c) => !isSpace(c) && c !== '=' && c !== '>')
  const name = source.slice(begin, at).toLowerCase()
  if (name === '') {
    if (at >= source.length) unclosed()
    throw wrong(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`)
  }
  at = skip(source, at, isSpace)
  if (at >= source.length) unclosed()
  if (source[at] !== '=') {
    attributes.set(name, '')
    return at
  }
  at = skip(source, at + 1, isSpace)
  if (at >= source.length) unclosed()
  const quote = source[at]
  if (quote === '"' || quote === "'") {
    const end = source.indexOf(quote, at + 1)
    if (end < 0 || end + 1 >= source.length)
      throw wrong(`Unclosed start tag at byte offset ${offset}`)
    attributes.set(name, decodeAll(source.slice(at + 1, end)))
    return end + 1
  }
  const end = skip(source, at, (c) => /[A-Za-z0-9.-]/.test(c))
  if (!isSpace(source[end] ?? '') && source[end] !== '>')
    throw wrong(`Unexpected end of name token at byte offset ${bytesBefore(source, at)}`)
  attributes.set(name, source.slice(at, end).toLowerCase())
  return end
}

function closeTag(
  source: string,
  begin: number,
  open: OpenTag[],
  entities: Entity[],
  text: string,
): number {
  const offset = bytesBefore(source, begin)
  const tag = open.pop()
  if (!tag) throw wrong(`Unexpected end tag at byte offset ${offset}`)
  const end = skip(source, begin + 2, (c) => !isSpace(c) && c !== '>')
  const name = source.slice(begin + 2, end).toLowerCase()
  const at = skip(source, end, isSpace)
  if (source[at] !== '>') throw wrong(`Unclosed end tag at byte offset ${offset}`)
  if (name !== '' && name !== tag.name)
    throw wrong(
      `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
    )
  const entity = entityOf(tag, text)
  if (entity) entities.push(entity)
  return at + 1
}

function entityOf(tag: OpenTag, text: string): Entity | undefined {
  const length = text.length - tag.offset
  if (length <= 0) return undefined
  const entity: Entity = { type: kinds[tag.name] ?? '', offset: tag.offset, length }
  if (tag.name === 'blockquote' && tag.attributes.has('expandable'))
    entity.type = 'expandable_blockquote'
  if (tag.name === 'tg-emoji') {
    const id = tag.attributes.get('emoji-id') ?? ''
    if (!/^\d+$/.test(id)) throw wrong('Invalid custom emoji identifier specified')
    entity.custom_emoji_id = id
  }
  if (tag.name === 'a') {
    const url = linkOf(tag.attributes.get('href') ?? text.slice(tag.offset))
    // A link that leads nowhere is plain text, without complaint.
    if (!url) return undefined
    entity.url = url
  }
  const language = /^language-(.+)$/.exec(tag.attributes.get('class') ?? '')?.[1]
  if (language && (tag.name === 'pre' || tag.name === 'code')) entity.language = language
  return entity
}

/** The address that the platform would keep, or undefined for what is not one. */
export function linkOf(address: string): string | undefined {
  const trimmed = address.trim()
  if (/^(tg|mailto|tel):/i.test(trimmed)) return trimmed
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `http://${trimmed}`)
    const isPlace = url.hostname.includes('.') || url.hostname === 'localhost'
    return ['http:', 'https:', 'ton:'].includes(url.protocol) && isPlace ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Outer before inner, and `<pre><code class>` folded into one entity as the platform does. */
function ordered(entities: Entity[]): Entity[] {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return sorted.filter((inner) => {
    if (inner.type !== 'code') return true
    const outer = sorted.find(
      (e) => e.type === 'pre' && e.offset === inner.offset && e.length === inner.length,
    )
    if (outer && inner.language) outer.language = inner.language
    delete inner.language
    return !outer
  })
}

const names: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

function decodeReference(source: string, at: number): { char: string; end: number } | undefined {
  const match = /^&(?:#x([0-9a-fA-F]+)|#(\d+)|([a-zA-Z]+))(;?)/.exec(source.slice(at, at + 16))
  if (!match) return undefined
  const [whole, hex, decimal, name] = match
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 0)
  const char = name ? names[name] : code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : ''
  return char ? { char, end: at + whole.length } : undefined
}

function decodeAll(source: string): string {
  return source.replace(/&[^;&\s]{1,12};?/g, (found) => {
    const decoded = decodeReference(found, 0)
    return decoded ? decoded.char + found.slice(decoded.end) : found
  })
}

const isSpace = (char: string): boolean => char !== '' && ' \t\r\n\0\v'.includes(char)

function skip(source: string, from: number, wanted: (char: string) => boolean): number {
  let at = from
  while (at < source.length && wanted(source[at] ?? '')) at++
  return at
}

const bytesBefore = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at))
const wrong = (text: string) => badRequest(`can't parse entities: ${text}`)
