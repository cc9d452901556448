import type { Json, Words } from '../domain/deliveries/message.ts'
import { isWorkbook, readWorkbook } from '../domain/questionnaires/workbook/read.ts'
import { readRoadMap } from '../domain/roadmaps/read.ts'
import type { SourceDocument } from '../domain/roadmaps/source.ts'
import { DomainError } from '../domain/shared/errors.ts'

/** The draft of a road map, a questionnaire's workbook, or why there is neither. */
export type ReadAs =
  | { draft: Json }
  | { workbook: Json }
  | { refusal: { code: string; args: Words }; why: string }

/** A document, and what it was read as when it is a long one. */
export interface ReadFile {
  document: SourceDocument
  read?: ReadAs
}

/** Reads a document as what it looks like: a questionnaire's workbook, else a road map. */
export function readAs(document: SourceDocument): ReadAs {
  try {
    if (isWorkbook(document))
      return { workbook: JSON.parse(JSON.stringify(readWorkbook(document))) }
    return { draft: JSON.parse(JSON.stringify(readRoadMap(document))) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { refusal: { code: error.code, args: error.args }, why: error.code }
  }
}
