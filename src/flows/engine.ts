import { ReplayEngine, type ReplayState } from '@grammyjs/conversations'
import type { Line, Message } from '../domain/deliveries/message.ts'
import { DomainError } from '../domain/shared/errors.ts'
import { asStored } from './as-stored.ts'
import type { Flow, Next, Question, Reply } from './dialogue.ts'
import { asks, FlowChanged, isQuery, type Setting, Turn } from './turn.ts'

export { FlowChanged, FlowHung, type Setting } from './turn.ts'

/** The stored log of a flow and the question that it waits at. */
export interface Log {
  state: ReplayState
  /** Index of the open question in the log. */
  at: number
}

/** How one step of a flow came out. */
export type Outcome =
  | { type: 'waits'; log: Log; said: Message[]; lead: Line[]; question: Question }
  | { type: 'ended'; said: Message[]; next?: Next }
  | { type: 'refused'; said: Message[]; refusal: DomainError }

/** Starts a flow from its beginning. @throws whatever is not a refusal: a bug, the step rolls back */
export function begin(flow: Flow, setting: Setting): Promise<Outcome> {
  return replay(flow, setting)
}

/** Goes on with a flow: gives its open question the reply. The log given is not changed. */
export function goOn(flow: Flow, setting: Setting, log: Log, reply: Reply): Promise<Outcome> {
  const state = copyOf(log.state)
  ReplayEngine.supply(state, log.at, asStored(reply))
  return replay(flow, setting, state)
}

/**
 * Returns to the question before the open one, or null when there is none or something was written
 * since: what is done is not undone by «Назад».
 */
export function backLog(log: Log): Log | null {
  const { send, receive } = log.state
  for (let i = receive.length - 1; i >= 0; i--) {
    const op = receive[i]
    const payload = op && send[op.send]?.payload
    if (!op || payload === undefined) return null
    if (payload.startsWith(asks)) {
      const state = copyOf(log.state)
      ReplayEngine.reset(state, [op.send + 1, i])
      return { state, at: op.send }
    }
    if (!isQuery(payload)) return null
  }
  return null
}

/** Shows the open question of a log again, with what was said before it. */
export function again(flow: Flow, setting: Setting, log: Log): Promise<Outcome> {
  return replay(flow, setting, copyOf(log.state))
}

/** The engine adds to a log and cuts it; what stands in it stays as it is. */
function copyOf({ send, receive }: ReplayState): ReplayState {
  return { send: [...send], receive: [...receive] }
}

async function replay(
  flow: Flow,
  setting: Setting,
  state: ReplayState = { send: [], receive: [] },
): Promise<Outcome> {
  const turn = new Turn(setting)
  const engine = new ReplayEngine((controls) => turn.run(flow, controls))
  const known = state.send.length
  const result = await turn.patiently(Promise.race([engine.replay(state), turn.waiting(state)]))
  if (turn.changed) throw turn.changed
  // A bug inside an action wins over everything that the flow made of it.
  if (turn.bug) throw turn.bug.error
  if (result.type === 'interrupted' && turn.question) {
    const at = result.interrupts[0]
    if (at === undefined) throw new Error('a flow waits without a question')
    const { said, lead } = turn.leadIn()
    return { type: 'waits', log: { state: result.state, at }, said, lead, question: turn.question }
  }
  if (result.type === 'thrown') {
    if (result.error instanceof DomainError)
      return { type: 'refused', said: turn.said(), refusal: result.error }
    throw result.error
  }
  // It ended before the question that was answered: the answer is to no question of it.
  if (turn.steps < known) throw new FlowChanged()
  return { type: 'ended', said: turn.said(), ...(turn.next ? { next: turn.next } : {}) }
}
