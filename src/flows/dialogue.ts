import type { Json, Label, Message, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { Domain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'

/**
 * A flow is a talk written as a plain async function that knows no messenger. The engine replays it
 * from its log on each step, so between two questions it must be deterministic: everything from
 * outside comes through `d.domain`, whose calls are recorded and answer plain JSON.
 */
export type Flow = (d: Dialogue) => Promise<Next | undefined | void>

/** Ends this flow and goes on with another (or with itself, with a short log again). */
export interface Next {
  flow: string
  args: Args
  /** Who talks has got other roles: they are looked up anew. */
  changed?: boolean
}

export type Args = { [name: string]: Json }
export interface Dialogue {
  /** Who talks, with the roles at this step. A guest has no personId. */
  readonly actor: Actor
  /** The arguments the flow was started with. */
  readonly args: Args
  /** The domain's services; every call is recorded, a refusal is thrown as DomainError. */
  readonly domain: Recorded<Domain>

  /** Says something; several in a row are several messages, the last one carries the next question. */
  say(key: string, args?: Words, extra?: Extra): void
  /** Asks for text. `expects` is checked before the flow goes on; a misfit is told politely and asked again. */
  ask(key: string, args?: Words, expects?: Expected): Promise<string>
  /** Asks to choose one. Options that do not fit the messenger's keyboard are paged. */
  choose<T extends Json>(
    key: string,
    options: readonly T[],
    label: (option: T) => Label,
    args?: Words,
  ): Promise<T>
  /** Asks to choose several, with a «Готово». */
  chooseSome<T extends Json>(
    key: string,
    options: readonly T[],
    label: (option: T) => Label,
    args?: Words,
  ): Promise<T[]>
  /** Да / Нет. `yes` and `no` are keys of other labels. */
  confirm(key: string, args?: Words, yes?: string, no?: string): Promise<boolean>
  /** Asks for a file; answers with what was stored. */
  askFile(key: string, args?: Words): Promise<StoredFileRef>
  /** The general form that the others are made of; see Question. */
  prompt(question: Question): Promise<Reply>
}

/** Calls of a room, recorded: the same methods, always async. */
export type Recorded<D> = {
  readonly [Room in keyof D]: {
    readonly [Method in keyof D[Room]]: D[Room][Method] extends (...args: infer A) => infer R
      ? (...args: A) => Promise<Awaited<R>>
      : never
  }
}

/** What a message may carry besides its words; see Message. */
export type Extra = Pick<Message, 'buttons' | 'menu' | 'file' | 'make'>

/** What a free answer must be; a bound that is absent is not checked. */
export type Expected =
  | { kind: 'text'; min?: number; max?: number }
  | { kind: 'number'; min?: number; max?: number; whole?: boolean }
  /** A day said as dd.mm.yyyy, «1 октября 2023» or ISO, roughly also «2021»; the answer is ISO. */
  | { kind: 'date'; min?: string; max?: string; rough?: boolean }

export interface Option {
  label: Label
  /** The option's own number, which its label begins with: «7.1». */
  mark?: string
  /** Not one of the list but beside it: keeps its words on the button. */
  apart?: boolean
}

/** One screen. */
export interface Question {
  key: string
  args?: Words
  /** Absent: only buttons are taken. Where a file is asked for, `link` takes a text with an address as well. */
  expects?: Expected | { kind: 'file'; link?: boolean }
  options?: Option[]
  /** Several options may be ticked, at least `least` and at most `most`. */
  many?: { least: number; most?: number; ticked?: number[] }
  /** Shows «Пропустить». */
  skip?: boolean
  /**
   * «Назад»: 'flow' gives the flow a `back` reply; 'engine' (default) returns to the screen before when
   * nothing was written since; 'none' shows no such button.
   */
  back?: 'flow' | 'engine' | 'none'
  /** Shows «Отменить» (default true). */
  cancel?: boolean
  /** Something to look at: «Закрыть», and nothing stays unfinished when another talk begins. */
  view?: boolean
  /** The question is about personal data: never shown in a messenger that may not carry it. */
  personal?: boolean
  /** The message stays as it is once it is answered: a document, not a screen. */
  stays?: boolean
}

export type Reply =
  | { type: 'text'; text: string }
  | { type: 'option'; index: number }
  | { type: 'options'; indexes: number[] }
  | { type: 'file'; file: StoredFileRef }
  | { type: 'skip' }
  | { type: 'back' }
