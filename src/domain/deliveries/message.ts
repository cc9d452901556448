import type { RegisterKind } from '../registers/rules.ts'

/**
 * What is said to a person, free of any language and messenger: keys of locales with arguments.
 * Stored as JSON in the delivery row and put into words only when it is sent, so that a message can
 * move to the person's other messenger and still fit it.
 */
export interface Message {
  /** Lines of the text, in order. */
  text: Line[]
  /** Buttons that start a command at any later time. */
  buttons?: CommandButton[][]
  /** A question of the dialogue: drawn with its options. Made by the engine alone. */
  screen?: { [name: string]: Json }
  /** The main menu below the message, chosen for the person's roles when it is sent. */
  menu?: boolean
  /** A stored file to send along. */
  file?: StoredFileRef
  /** Several of them: the first one goes with the text. */
  files?: StoredFileRef[]
  /** What is made when the message is sent, and sent along. */
  make?: Making
}

/** A key of locales with arguments, or text that is nobody's translation. */
export type Line = { key: string; args?: Words } | { text: string }

/** Arguments: strings are escaped, numbers choose plural forms, a nested key is put into words first. */
export type Words = { [name: string]: string | number | { key: string; args?: Words } }

/** A button's words. */
export type Label = Line

/** A button of a message that lives on: pressing it starts the command, whatever the talk is about. */
export interface CommandButton {
  label: Label
  /** Name of a command in flows/index.ts. */
  command: string
  /** Its argument: an id; at most 40 characters. */
  arg?: string
}

/** A file that does not exist yet: which one, and of what. */
export type Making = PlanMaking | CalendarMaking | PaperMaking | QuestionnaireMaking | ResultMaking

export type PlanMaking = { what: 'xlsx' | 'docx' | 'year' | 'schools'; roadMapId: number }

/** The dues of the one who reads it. */
export type CalendarMaking = { what: 'calendar' }

export type PaperMaking =
  /** All that is stored of the one who reads it. */
  | { what: 'my-data' }
  /** Of a destruction. */
  | { what: 'act' | 'log'; erasureId: number }
  /** A school's or municipality's register with what is computed at a day (ISO), or an empty one to fill in. */
  | { what: 'register'; kind: RegisterKind; day: string }
  | { what: 'register-template'; kind: RegisterKind }
  /** Of a list of invitations: cards with codes, and a table of the links. Their codes are made with them. */
  | { what: 'invitation-cards'; listId: number }
  /** With the code of a school, to be hung up. */
  | { what: 'poster'; schoolCodeId: number }
  /** To be printed and signed by this person. */
  | { what: 'consent-form'; personId: number; code: string }

/** What a campaign has brought; `schoolId` null: in all schools. */
export type ResultMaking = { campaignId: number; schoolId: number | null } & (
  | { what: 'results' }
  /** With the answers by name, where the reader may have them. */
  | { what: 'results-table'; named: boolean }
  /** `earlier`: a campaign's number, or the code of what people fill in by themselves. */
  | { what: 'results-change'; earlier: number | string }
)

/** A questionnaire as a table to fill in: one in force by its code, or a draft by its number. */
export type QuestionnaireMaking = { what: 'questionnaire'; of: string | number }

export interface StoredFileRef {
  [name: string]: Json
  id: string
  name: string
  mime: string
  size: number
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
