import type { Label, Message, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { Domain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { SentFile } from '../domain/shared/room.ts'
import type { Args } from './dialogue.ts'
import type { Log } from './engine.ts'
import type { Gate } from './gate.ts'
import type { Screen } from './screen.ts'

/** A flow that waits for an answer. The talk's frames are a stack: the last one is what we talk about now. */
export interface Frame {
  flow: string
  version: number
  args: Args
  log: Log
  screen: Screen
  /** An answer to the open question has failed for good: the next one that does ends the flow. */
  failed?: boolean
}

/** Where the talk with one account stands. Plain JSON, stored as it is. */
export interface TalkState {
  step: number
  frames: Frame[]
  /** The screen that was answered last: a second tap on it says nothing new. */
  answered?: number
  /** A text was refused for its length: what the messenger has cut off it follows at once. */
  cut?: Cut
}

/** A refused text whose rest is still to come. */
export interface Cut {
  /** When it was sent, ms. */
  at: number
  /** Characters so far, and how many are taken. */
  length: number
  max: number
}

/** What a person did, once the messenger's own matters are taken off. */
export type Doing =
  | { type: 'start'; payload?: string }
  | { type: 'command'; name: string; arg?: string }
  | { type: 'text'; text: string }
  | { type: 'tap'; data: string }
  /** A file that was fetched and read before the step: as a road map, and as it is. */
  | { type: 'file'; file: StoredFileRef; read: Args; sent?: SentFile }
  | { type: 'refused-file'; code: string; args: Words }
  | { type: 'unsupported'; what: string }

/** What comes of one step. */
export interface Answer {
  state: TalkState
  messages: Message[]
  /** The first message may take the place of the message that was tapped. */
  replace: boolean
  /** A pop-up for the tap, instead of a message. */
  notice?: { key: string }
}

/** Whom the talk works with in one step. */
export interface Company {
  domain: Domain
  /** Loads who talks; asked anew when a flow has just changed it. */
  actor(): Promise<Actor>
  say(label: Label): string
  /** Steps that are taken at the same time share it. */
  gate: Gate
  /** When the person did it, ISO instant of the messenger; absent: now. */
  at?: string
}
