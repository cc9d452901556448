import { VkError } from './errors.ts'

const MOST_CALLS = 25

export interface PlannedCall {
  method: string
  fields: Record<string, string>
}

/**
 * Reads the part of VKScript that bots use: `return API.a.b({…});` or `return [API.a.b({…}), …];`
 * with plain JSON arguments.
 * @throws VkError 12 for anything else, 13 for more than 25 calls
 */
export function readCode(code: string): { many: boolean; calls: PlannedCall[] } {
  const [, body] = /^\s*return\s+([\s\S]*?)\s*;?\s*$/.exec(code) ?? []
  if (body === undefined) throw uncompiled('return expected')
  const many = body.startsWith('[')
  if (many && !body.endsWith(']')) throw uncompiled("']' expected")
  const calls = readCalls(many ? body.slice(1, -1) : body)
  if (!many && calls.length !== 1) throw uncompiled('one call expected')
  if (calls.length > MOST_CALLS) throw new VkError(13, 'too many api calls')
  return { many, calls }
}

function readCalls(text: string): PlannedCall[] {
  const calls: PlannedCall[] = []
  let rest = text.trim()
  while (rest !== '') {
    const [head, method] = /^API\.(\w+\.\w+)\s*\(\s*/.exec(rest) ?? []
    if (head === undefined || method === undefined)
      throw uncompiled(`unexpected ${rest.slice(0, 20)}`)
    const after = rest.slice(head.length)
    const end = after.startsWith(')') ? 0 : endOfObject(after)
    calls.push({ method, fields: readArguments(after.slice(0, end)) })
    const tail = /^\s*\)\s*(,|$)\s*/.exec(after.slice(end))
    if (!tail) throw uncompiled("')' expected")
    rest = after.slice(end + tail[0].length)
  }
  return calls
}

/** The index after the brace that closes the object at the beginning of the text. */
function endOfObject(text: string): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}]/g
  let depth = 0
  for (const match of text.matchAll(token)) {
    if (match[0] === '{') depth += 1
    if (match[0] === '}') depth -= 1
    if (depth === 0) return match.index + match[0].length
  }
  throw uncompiled("'}' expected")
}

function readArguments(text: string): Record<string, string> {
  if (text === '') return {}
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(text)
  } catch {
    throw uncompiled('arguments should be JSON')
  }
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, asText(value)]))
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
}

function uncompiled(detail: string): VkError {
  return new VkError(12, detail)
}
