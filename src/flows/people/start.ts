import { readCode } from '../../domain/shared/codes.ts'
import type { Flow, Next } from '../dialogue.ts'

/** /start and «Начать»: with a code of a link, by a known person, or by a guest who is told how to get in. */
export const start: Flow = async (d): Promise<Next> => {
  const payload = typeof d.args.payload === 'string' ? d.args.payload : ''
  if (payload && readCode(payload)) return { flow: 'code', args: { code: payload } }
  if (d.actor.personId !== null) return { flow: 'home', args: {} }
  const why = payload ? 'error-invitation-unknown' : d.args.why
  if (typeof why === 'string') d.say(why)
  // Who waits for the curator has nothing to send once more.
  const again = why === 'error-newcomer-waiting' ? 'start-guest-waiting' : 'start-guest-again'
  const reply = await d.prompt({
    key: typeof why === 'string' ? again : 'start-guest',
    expects: { kind: 'text', max: 300 },
    cancel: false,
    back: 'none',
  })
  return { flow: 'code', args: { code: reply.type === 'text' ? reply.text : '' } }
}
