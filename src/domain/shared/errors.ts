import type { Words } from '../deliveries/message.ts'

/** A refusal, not a bug: shown to the person as `error-<code>` of locales. Leaves nothing behind. */
export class DomainError extends Error {
  readonly code: string
  readonly args: Words

  constructor(code: string, args: Words = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.args = args
  }
}
