import type { Tx } from '../../infra/db.ts'
import type { ConsentTexts } from '../consents/rules.ts'
import type { StoredFileRef, Words } from '../deliveries/message.ts'
import type { Domain } from '../index.ts'
import type { QuestionnaireLibrary } from '../questionnaires/definition.ts'
import type { SourceDocument } from '../roadmaps/source.ts'

/** What every service of the domain is given: one transaction, the trade's clock, the other rooms, the outside. */
export interface Room {
  readonly tx: Tx
  /** The trade's clock, movable on the stand. Never ask the machine or SQL for the time of the trade. */
  now(): Date
  /** The other rooms, in the same transaction. */
  readonly domain: Domain
  readonly outside: Outside
}

/** The only way from the domain to files, alarms and documents. */
export interface Outside {
  now(): Date
  /** Messengers that may carry personal data; null: all of them may. */
  readonly personalDataMessengers: readonly string[] | null
  /** Messengers that have a public wall to post announcements to; absent: none. */
  readonly walls?: readonly string[]
  /** Address under which the world reaches this process, without a slash at its end; absent: none. */
  readonly publicUrl?: string
  /** Links that open the bot with a start payload, one for each messenger that runs. */
  links(payload: string): BotLink[]
  /** The questionnaires in force, from locales. */
  readonly questionnaires: QuestionnaireLibrary
  /** The texts of consents in force, from locales. */
  readonly consentTexts: ConsentTexts
  /** Texts and tables of a text that was pasted into the chat. */
  readText?(text: string): SourceDocument | Promise<SourceDocument>
  /** Inbox key of the event that is being handled: the evidence of a consent. Absent outside of a talk. */
  readonly eventKey?: string
  /** The file that the event brought, as it was read before the step. Absent when it brought none. */
  readonly sentFile?: SentFile
  /** Runs after the commit, never when it was rolled back. Must be safe to lose: a sweep heals it. */
  afterCommit(effect: Effect): void
}

/** Texts and tables of a file, or why it could not be read: code and arguments of the words `error-<code>`. */
export type SentFile = { document: SourceDocument } | { refusal: { code: string; args: Words } }

/** A link that opens the bot in one messenger. */
export interface BotLink {
  /** The messenger's code, as accounts have it. */
  messenger: string
  /** Its name as people know it: «Telegram». */
  label: string
  url: string
}

export type Effect =
  /** Something waits to be sent. */
  | { type: 'deliver'; messenger: string }
  /** An alarm at an hour of its own; `id` makes it unique. */
  | { type: 'alarm'; name: 'snooze'; id: string; at: string }
  /** A stored file is no longer needed. */
  | { type: 'drop-file'; file: StoredFileRef }
