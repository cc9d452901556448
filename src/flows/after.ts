import type { Json } from '../domain/deliveries/message.ts'
import type { Args, Dialogue, Next } from './dialogue.ts'

/** The flow to come back to, as an argument says it: `after: {flow, args}`. Undefined when there is none. */
export function nextOf(after: Json | undefined): Next | undefined {
  if (after === null || typeof after !== 'object' || Array.isArray(after)) return
  const { flow, args } = after
  if (typeof flow !== 'string' || args === null || typeof args !== 'object' || Array.isArray(args))
    return
  return { flow, args: args ?? {} }
}

/** The argument `after`, to be handed on by a flow that goes on as new. */
export function carried(d: Dialogue): Args {
  return d.args.after === undefined ? {} : { after: d.args.after }
}
