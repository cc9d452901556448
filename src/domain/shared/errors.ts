/** A refusal, not a bug: shown to the person as `error-<code>` of locales. Leaves nothing behind. */
export class DomainError extends Error {
  readonly code: string
  readonly args: Record<string, string | number>

  constructor(code: string, args: Record<string, string | number> = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.args = args
  }
}
