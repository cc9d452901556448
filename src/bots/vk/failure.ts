import { APIError } from 'vk-io'
import { SendFailure } from '../messenger.ts'

/** Codes are those of the published schema's errors.json. */
const busy = new Map<number, number | undefined>([
  [1, undefined],
  // Too many calls a second, flood, captcha, the method's own limit: told to wait, so everybody waits.
  [6, 1],
  [9, 60],
  [10, undefined],
  [14, 60],
  [29, 600],
  [36, undefined],
  [43, undefined],
])
/** The operator's to mend: the token is wrong, of the wrong kind, or lacks a right. */
const token = new Set([5, 27, 28])
/** This person or chat cannot be written to: forbidden, deleted, never wrote, we are not in the chat. */
const unreachable = new Set([900, 901, 902, 917, 927, 932, 936, 945, 946, 950])
/** No right to something: of one recipient his refusal, of a whole sending the token's fault. */
const denied = new Set([7, 15])

/** A wrong token is tried again this rarely, in seconds. */
const tokenPause = 60

/** Tells the platform's refusals of a call apart; what is none of them comes back as it is. */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof APIError)) return error
  const code = Number(error.code)
  return token.has(code) ? tokenFailure(error) : ofCode(code, words(error))
}

/** Of messages, flood is too much to one person: the others need not wait for it. */
const flood = 9

/** The same for a call that only the token's missing rights can deny. */
export function asSendFailure(error: unknown): unknown {
  if (error instanceof APIError && denied.has(Number(error.code))) return tokenFailure(error)
  const failure = asFailure(error)
  const isFlood = error instanceof APIError && Number(error.code) === flood
  if (!isFlood || !(failure instanceof SendFailure)) return failure
  return new SendFailure(failure.kind, failure.message, failure.seconds, 'recipient')
}

/** The refusal of one recipient in the answer of a call for many. */
export function ofPeer({ code, description }: { code: number; description: string }): SendFailure {
  if (denied.has(code)) return new SendFailure('unreachable', `VK ${code}: ${description}`)
  const { kind, message, seconds } = ofCode(code, description)
  return new SendFailure(kind, message, seconds, 'recipient')
}

/** Whether the operator has to mend the token. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof APIError && token.has(Number(error.code))
}

/** Whether an `execute` was refused as such: it did not compile, or ran out of what it may use. */
export function isExecuteRefused(error: unknown): boolean {
  return error instanceof APIError && (Number(error.code) === 12 || Number(error.code) === 13)
}

function tokenFailure(error: APIError): SendFailure {
  const why = `VK refuses VK_TOKEN: ${error.code} ${words(error)}`
  return new SendFailure('retry', why, tokenPause)
}

function ofCode(code: number, why: string): SendFailure {
  const said = `VK ${code}: ${why}`
  if (busy.has(code)) return new SendFailure('retry', said, busy.get(code))
  if (unreachable.has(code)) return new SendFailure('unreachable', said)
  return new SendFailure('rejected', said)
}

/** VK's own words, without those that vk-io puts before them. */
function words({ message }: APIError): string {
  return message.replace(/^Code №\d+ - /, '')
}
