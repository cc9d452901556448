import type { Json } from '../domain/deliveries/message.ts'

/**
 * A value as it comes back from the jsonb that talks are kept in: what JSON has no word for is gone, and
 * keys stand by their length in bytes, then byte by byte. On its first pass a flow must not see anything
 * else, or a question made of a whole object would be another one after it was stored.
 */
export function asStored(value: unknown): Json {
  return stored(value) ?? null
}

/**
 * The same as JSON there and back with its keys put in order, in one pass: every answer of everybody passes here.
 * @returns undefined for what JSON leaves out
 */
function stored(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value + 0 : null
    case 'bigint':
      throw new TypeError('JSON has no word for a bigint')
    case 'object':
      return value === null ? null : storedObject(value)
    default:
      return undefined
  }
}

function storedObject(value: object): Json | undefined {
  if (!('toJSON' in value && typeof value.toJSON === 'function')) return storedMembers(value)
  const said: unknown = value.toJSON()
  // It is not asked once more what it says of itself.
  return typeof said === 'object' && said !== null ? storedMembers(said) : stored(said)
}

function storedMembers(value: object): Json {
  if (Array.isArray(value)) return Array.from(value, (each) => stored(each) ?? null)
  const copy: { [key: string]: Json } = {}
  const keys = Object.keys(value)
  if (keys.length > 1) keys.sort(byBytes)
  for (const key of keys) {
    const each = stored(value[key as never])
    if (each === undefined) continue
    if (key === '__proto__') Object.defineProperty(copy, key, { ...own, value: each })
    else copy[key] = each
  }
  return copy
}

/** A property like any other. */
const own = { configurable: true, enumerable: true, writable: true }

function byBytes(one: string, other: string): number {
  if (isAscii(one) && isAscii(other)) return one.length - other.length || (one < other ? -1 : 1)
  return (
    Buffer.byteLength(one) - Buffer.byteLength(other) ||
    Buffer.compare(Buffer.from(one), Buffer.from(other))
  )
}

/** Whether a character is a byte. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}
