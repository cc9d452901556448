import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { docxBlocks } from './docx-body.ts'
import { docxNumbering } from './docx-numbering.ts'
import { textParts } from './office-package.ts'
import { UnreadableFile } from './unreadable.ts'

/**
 * A .docx as blocks: what is deleted by a tracked change is out, what is inserted is in, lists have
 * the numbers that the text processor shows; footnotes come last. Read without a tree of the file.
 * Throws UnreadableFile: broken | encrypted | zip-bomb.
 */
export function readDocx(bytes: Buffer): SourceBlock[] {
  const parts = textParts(bytes)
  const body = parts.get('word/document.xml')
  if (body === undefined) throw new UnreadableFile('broken')
  const numbering = docxNumbering(parts.get('word/numbering.xml'), parts.get('word/styles.xml'))
  const notes = parts.get('word/footnotes.xml')
  const blocks = docxBlocks(body, numbering)
  return notes === undefined ? blocks : [...blocks, ...docxBlocks(notes, numbering)]
}
