import { z } from 'zod'

/** A request that the stand does not carry out; `message` is Russian and goes to the caller. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const russian = z.locales.ru().localeError

/** Checks a part of a request, or refuses with 400 and one Russian sentence a wrong field. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value ?? {}, { error: russian })
  if (result.success) return result.data
  const sentences = result.error.issues.map((issue) => {
    const field = issue.path.join('.')
    return field ? `Поле «${field}»: ${issue.message}` : issue.message
  })
  throw new Refusal(400, sentences.join('; '))
}
