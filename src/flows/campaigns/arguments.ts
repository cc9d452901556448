import type { Json } from '../../domain/deliveries/message.ts'

/** An id as an argument has it: a number, or the digits of a button. */
export function idOf(argument: Json | undefined): number | null {
  const id = Number(argument)
  return Number.isInteger(id) && id > 0 ? id : null
}
