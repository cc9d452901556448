import type { SourceBlock, SourceDocument } from '../domain/roadmaps/source.ts'
import { decodeText } from './decode-text.ts'
import { fileKind, type ReadableKind } from './file-kind.ts'
import { htmlBlocks } from './html-blocks.ts'
import { MAX_FILE_BYTES, MAX_ROWS } from './limits.ts'
import { readCsv } from './read-csv.ts'
import { readText } from './read-text.ts'
import { UnreadableFile } from './unreadable.ts'

/**
 * A file as it came → its texts and tables. What it is, its bytes say; the name is only believed
 * for .csv and .tsv. Nothing is understood here of what the rows mean.
 * Throws UnreadableFile with a code for everything that is not read.
 */
export async function readDocument(file: { name: string; bytes: Buffer }): Promise<SourceDocument> {
  const { name } = file
  if (file.bytes.length > MAX_FILE_BYTES)
    throw new UnreadableFile('too-big', { megabytes: MAX_FILE_BYTES / 1024 / 1024 })
  if (file.bytes.length === 0) throw new UnreadableFile('empty')
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const kind = fileKind(name, bytes)
  const { blocks, pictures } = await contentOf(kind, bytes)
  const size = blocks.reduce((sum, block) => sum + blockSize(block), 0)
  if (size > MAX_ROWS) throw new UnreadableFile('too-long', { rows: MAX_ROWS })
  if (!blocks.some(hasText)) {
    // A text file with nothing is empty; a document with nothing but pictures is a scan.
    throw new UnreadableFile(kind === 'docx' ? 'scan-or-pdf' : 'empty')
  }
  return pictures === undefined ? { name, blocks } : { name, blocks, pictures }
}

/** The same for a text pasted into the chat. */
export function readPastedText(text: string): SourceDocument {
  const blocks = readText(text)
  if (!blocks.some(hasText)) throw new UnreadableFile('empty')
  return { name: '', blocks }
}

// The readers of office formats and of PDF are heavy, and most starts read none: they are loaded when called.
async function contentOf(
  kind: ReadableKind,
  bytes: Buffer,
): Promise<Pick<SourceDocument, 'blocks' | 'pictures'>> {
  if (kind === 'pdf') return (await import('./read-pdf.ts')).readPdf(bytes)
  return { blocks: await blocksOf(kind, bytes) }
}

async function blocksOf(kind: Exclude<ReadableKind, 'pdf'>, bytes: Buffer): Promise<SourceBlock[]> {
  switch (kind) {
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(bytes)
    case 'xlsx':
      return (await import('./read-xlsx.ts')).readXlsx(bytes)
    case 'csv':
      return readCsv(decodeText(bytes))
    case 'html':
      return htmlBlocks(decodeText(bytes))
    case 'text':
      return readText(decodeText(bytes))
  }
}

function blockSize(block: SourceBlock): number {
  return block.kind === 'table' ? block.rows.length : block.text.split('\n').length
}

function hasText(block: SourceBlock): boolean {
  if (block.kind === 'text') return block.text.trim() !== ''
  return block.rows.some((row) => row.some((cell) => cell.trim() !== ''))
}
