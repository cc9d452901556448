/** A refusal in the platform's own form: `error_code`, `description` and sometimes `parameters`. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: Record<string, number> | undefined

  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }

  /** The body that the Bot API answers with. */
  body(): Record<string, unknown> {
    return {
      ok: false,
      error_code: this.code,
      description: this.message,
      ...(this.parameters && { parameters: this.parameters }),
    }
  }
}

export const badRequest = (text: string): ApiError => new ApiError(400, `Bad Request: ${text}`)
export const forbidden = (text: string): ApiError => new ApiError(403, `Forbidden: ${text}`)
export const conflict = (text: string): ApiError => new ApiError(409, `Conflict: ${text}`)
export const tooLarge = (): ApiError => new ApiError(413, 'Request Entity Too Large')

/** @param chat number of the supergroup that the group has become */
export const upgraded = (chat: number): ApiError =>
  new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: chat,
  })

/** @param seconds how long the bot must stay silent, whole seconds */
export const tooMany = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
