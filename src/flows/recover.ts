import type { Line } from '../domain/deliveries/message.ts'
import { draw } from './open-talks.ts'
import type { Answer, TalkState } from './talk-state.ts'

/**
 * Goes on after what the person did has failed for good. The open question is asked again; when its
 * answer is what fails, and fails again, that flow is given up and the one below it goes on.
 * @param reference what the operator finds the failure by
 */
export function recover(before: TalkState, event: { type: string }, reference: number): Answer {
  const apology: Line = { key: 'dialogue-unexpected', args: { reference } }
  const frames = [...before.frames]
  const guilty = event.type === 'text' || event.type === 'tap' || event.type === 'file'
  if (guilty && frames.at(-1)?.failed) frames.pop()
  const top = frames.pop()
  const step = before.step + 1
  if (!top) {
    const messages = [{ text: [apology], menu: true }]
    return { state: { step, frames }, messages, replace: false }
  }
  const screen = { ...top.screen, step, lead: [] }
  frames.push({ ...top, screen, ...(guilty ? { failed: true } : {}) })
  const messages = [draw({ ...screen, lead: [apology, { text: '' }] })]
  return { state: { step, frames }, messages, replace: false }
}
