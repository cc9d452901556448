import type { World } from '../world.ts'
import type { Community } from './community.ts'
import { errorBody, VkError } from './errors.ts'
import { readCode } from './execute.ts'
import type { Methods, TokenKind } from './method.ts'
import { callbacks } from './methods/callbacks.ts'
import { conversations } from './methods/conversations.ts'
import { groups } from './methods/groups.ts'
import { messages } from './methods/messages.ts'
import { send } from './methods/send.ts'
import { uploadMethods } from './methods/uploads.ts'
import { users } from './methods/users.ts'
import { wall } from './methods/wall.ts'
import { Params } from './params.ts'
import type { Uploads } from './uploads.ts'

/** Calls a second by kind of token. */
const RATES: Record<TokenKind, number> = { group: 20, user: 3, service: 20 }
const OLDEST_VERSION = 5.81
const ORDERED = { 'too-many': 6, flood: 9, server: 10, runtime: 13 } as const

export interface ApiOptions {
  vk: Community
  uploads: Uploads
  tokens: Record<string, TokenKind>
  limited: boolean
}

/** The API behind /method/: checks a call as VK does, runs it, and wraps its answer. */
export class Api {
  readonly #options: ApiOptions
  readonly #methods: Methods
  readonly #recent = new Map<string, number[]>()

  constructor(options: ApiOptions) {
    this.#options = options
    this.#methods = {
      ...send,
      ...messages,
      ...conversations,
      ...users,
      ...groups,
      ...callbacks,
      ...uploadMethods(options.uploads),
      ...wall,
    }
  }

  /** The body of the answer; the HTTP status is 200 whatever it says. */
  async call(
    method: string,
    fields: Record<string, string>,
    ordered?: ReturnType<World['strike']>,
  ): Promise<object> {
    try {
      const kind = ordered?.kind
      if (kind && kind in ORDERED) {
        throw new VkError(ORDERED[kind as keyof typeof ORDERED])
      }
      if (method !== 'execute' && !this.#methods[method]) throw new VkError(3)
      checkVersion(fields.v)
      const token = this.#token(fields.access_token)
      this.#pace(fields.access_token ?? '', token)
      if (method === 'execute') return await this.#execute(new Params(fields), token)
      return { response: await this.#run(method, fields, token) }
    } catch (error) {
      if (!(error instanceof VkError)) throw error
      return errorBody(error, method, fields)
    }
  }

  async #run(method: string, fields: Record<string, string>, token: TokenKind): Promise<unknown> {
    const known = this.#methods[method]
    if (!known) throw new VkError(3)
    if (!known.tokens.includes(token)) throw wrongKind(token)
    return known.run({ vk: this.#options.vk, params: new Params(fields) })
  }

  async #execute(params: Params, token: TokenKind): Promise<object> {
    const { many, calls } = readCode(params.requiredText('code'))
    const execute_errors: object[] = []
    const results: unknown[] = []
    for (const { method, fields } of calls) {
      try {
        results.push(await this.#run(method, fields, token))
      } catch (error) {
        if (!(error instanceof VkError)) throw error
        results.push(false)
        execute_errors.push({ method, error_code: error.code, error_msg: error.message })
      }
    }
    const response = many ? results : results[0]
    return execute_errors.length > 0 ? { response, execute_errors } : { response }
  }

  #token(token: string | undefined): TokenKind {
    if (!token) throw new VkError(5, 'no access_token passed.')
    const kind = this.#options.tokens[token]
    if (!kind) throw new VkError(5, 'invalid access_token (4).')
    return kind
  }

  /** On the wall clock: the stand's clock may jump. */
  #pace(token: string, kind: TokenKind): void {
    if (!this.#options.limited) return
    const now = performance.now()
    const recent = (this.#recent.get(token) ?? []).filter((at) => now - at < 1000)
    this.#recent.set(token, recent)
    if (recent.length >= RATES[kind]) throw new VkError(6)
    recent.push(now)
  }
}

function checkVersion(v: string | undefined): void {
  if (!v) {
    throw new VkError(
      8,
      'v is required. Version param should be passed as "v". "version" param is invalid and not supported.',
    )
  }
  const [major, minor] = v.split('.').map(Number)
  if (!((major ?? 0) * 1000 + (minor ?? 0) >= 5081)) {
    throw new VkError(8, `versions below ${OLDEST_VERSION} are deprecated.`)
  }
}

function wrongKind(token: TokenKind): VkError {
  if (token === 'group') return new VkError(27, 'method is unavailable with group auth.')
  if (token === 'service') return new VkError(28, 'method is unavailable with service token.')
  const detail = 'no access to call this method. It cannot be called with current scopes.'
  return new VkError(15, detail)
}
