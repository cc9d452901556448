import { timingSafeEqual } from 'node:crypto'

/** Whether a platform knows our secret; takes as long for a near miss as for a wild guess. */
export function sameSecret(given: unknown, secret: string): boolean {
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The JSON of a request's body, or null where it is none. */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
