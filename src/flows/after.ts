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

/** The arguments that a flow that goes on as new hands on: `after`, and the campaign that is answered. */
export function carried(d: Dialogue): Args {
  const { after, campaign } = d.args
  return {
    ...(after === undefined ? {} : { after }),
    ...(campaign === undefined ? {} : { campaign }),
  }
}
