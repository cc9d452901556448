import { answerWith } from '../documents/worker-answer.ts'
import type { SourceDocument } from '../domain/roadmaps/source.ts'

/** Rows that are read in a moment. */
const fewRows = 150

// A map of a thousand rows takes seconds, which nobody else should wait for. To load the grammar into a
// thread takes half a second of its own, so a short document is left to the caller.
await answerWith(async (document) =>
  rowsOf(document) > fewRows
    ? { document, read: (await import('./read-as.ts')).readAs(document) }
    : { document },
)

function rowsOf({ blocks }: SourceDocument): number {
  return blocks.reduce(
    (sum, block) =>
      sum + (block.kind === 'table' ? block.rows.length : block.text.split('\n').length),
    0,
  )
}
