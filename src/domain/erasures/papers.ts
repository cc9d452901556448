import type { Destroyed, Section } from './personal.ts'
import type { ErasureReason } from './store.ts'

/** What an act of destruction and its log say. Days are ISO, of the municipality. */
export interface DestructionAct {
  pseudonym: string
  municipality: string
  school: string | null
  /** Why, and the day of it. */
  reason: ErasureReason
  askedOn: string
  destroyedOn: string
  /** HH:MM by the municipality's wall. */
  destroyedAt: string
  destroyed: Destroyed[]
}

/** «Мои данные»: all that is stored of a person. */
export interface StoredPaper {
  name: string
  /** ISO. */
  day: string
  sections: Section[]
}
