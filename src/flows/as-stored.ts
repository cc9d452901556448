import type { Json } from '../domain/deliveries/message.ts'

/**
 * A value as it comes back from the jsonb that talks are kept in: what JSON has no word for is gone, and
 * keys stand by their length in bytes, then byte by byte. On its first pass a flow must not see anything
 * else, or a question made of a whole object would be another one after it was stored.
 */
export function asStored(value: unknown): Json {
  return value === undefined ? null : ordered(JSON.parse(JSON.stringify(value)))
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => byBytes(one, other))
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]))
}

function byBytes(one: string, other: string): number {
  return (
    Buffer.byteLength(one) - Buffer.byteLength(other) ||
    Buffer.compare(Buffer.from(one), Buffer.from(other))
  )
}
