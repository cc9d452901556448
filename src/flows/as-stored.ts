import type { Json } from '../domain/deliveries/message.ts'

/**
 * A value as it comes back from the jsonb that talks are kept in: what JSON has no word for is gone, and
 * keys stand by their length in bytes, then byte by byte. On its first pass a flow must not see anything
 * else, or a question made of a whole object would be another one after it was stored.
 */
export function asStored(value: unknown): Json {
  return value === undefined ? null : ordered(JSON.parse(JSON.stringify(value)))
}

/** Orders a value that is nobody else's, where it can in its place: every answer of everybody passes here. */
function ordered(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) value[i] = ordered(each)
    return value
  }
  const keys = Object.keys(value).sort(byBytes)
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key] as Json)]))
}

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
