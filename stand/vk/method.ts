import type { Community } from './community.ts'
import type { Params } from './params.ts'

export type TokenKind = 'group' | 'user' | 'service'

export interface MethodCall {
  vk: Community
  params: Params
}

/** One method of the API. `run` returns what stands in `response`, or throws a VkError. */
export interface Method {
  tokens: TokenKind[]
  run(call: MethodCall): unknown
}

export type Methods = Record<string, Method>

/** A method for the community's own token, the usual case. */
export function forGroup(run: Method['run']): Method {
  return { tokens: ['group'], run }
}
