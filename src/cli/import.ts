import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { readInWorker } from '../documents/in-worker.ts'
import { type UnreadableCode, UnreadableFile } from '../documents/unreadable.ts'
import type { DraftDoubt, DraftRow, RoadMapDraft } from '../domain/roadmaps/draft.ts'
import { readRoadMap } from '../domain/roadmaps/read.ts'
import { DomainError } from '../domain/shared/errors.ts'

/** Adds `tandem import`: shows what would be read of a road map; importing itself is a talk. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('show what Tandem reads in a road map file')
    .argument('<file>', '.docx, .xlsx, .pdf, .csv, .tsv, .txt, .md')
    .option('--dry-run', 'read and print, change nothing')
    .option('--json', 'print the draft as JSON')
    .action(async (file: string, options: { dryRun?: boolean; json?: boolean }) => {
      if (!options.dryRun) {
        program.error(
          'Importing is done in the chat, where doubtful rows are asked about; use --dry-run to see what would be read.',
        )
      }
      try {
        const draft = await draftOf(file)
        console.log(options.json ? JSON.stringify(draft, null, 2) : printed(draft))
      } catch (error) {
        program.error(refusal(file, error))
      }
    })
}

async function draftOf(file: string): Promise<RoadMapDraft> {
  const bytes = await readFile(file)
  return readRoadMap(await readInWorker({ name: basename(file), bytes }))
}

function refusal(file: string, error: unknown): string {
  if (error instanceof UnreadableFile)
    return `${file} cannot be read: ${unreadable[error.code] ?? error.code}.`
  if (error instanceof DomainError)
    return `${file} holds no road map: it has no table with activities and deadlines.`
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return `${file} does not exist.`
    case 'EISDIR':
      return `${file} is a folder: name a file.`
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be read by this user.`
    default:
      throw error
  }
}

/** Why a file was not read, in the operator's language. */
const unreadable: { readonly [code in UnreadableCode]?: string } = {
  empty: 'it is empty',
  'not-what-it-says': 'its contents are not what its name says',
  'too-big': 'it is too big',
  'too-long': 'it has too many rows',
  'zip-bomb': 'unpacked it would be far larger than a document may be',
  encrypted: 'it is locked by a password',
  'old-doc': 'the old formats .doc, .xls and .rtf are not supported; save it as .docx or .xlsx',
  'scan-or-pdf': 'it is a scan or a picture without text',
  archive: 'it is an archive; unpack it first',
  'unknown-type': 'only .docx, .xlsx, .pdf, .csv, .tsv, .txt and .md are supported',
  broken: 'it is damaged and does not open',
  'too-slow': 'reading it takes too long',
}

function printed(draft: RoadMapDraft): string {
  const period = draft.period ? `${draft.period.start} … ${draft.period.end}` : 'no period'
  const lines = [
    draft.title,
    `${period}, ${draft.rows.length} rows`,
    ...draft.doubts.map(doubtLine),
  ]
  let section = ''
  for (const row of draft.rows) {
    if (row.section !== section) lines.push('', `# ${row.section}`)
    section = row.section
    lines.push(...rowLines(row))
  }
  return lines.join('\n')
}

function rowLines(row: DraftRow): string[] {
  const { deadline } = row
  const outside = deadline.windows.length === 0 ? '' : ` (${deadline.windows.length}×)`
  return [
    `${row.number}  ${row.activity.replaceAll('\n', ' / ')}`,
    `     «${row.phrase}» → ${deadline.text}${outside}`,
    `     ${row.responsible.join(' | ')}`,
    ...deadline.doubts.map(({ code, text }) => `   ? ${code}: ${text}`),
    ...row.doubts.map(doubtLine),
  ]
}

function doubtLine({ code, args }: DraftDoubt): string {
  const values = Object.entries(args).map(([name, value]) => `${name}: ${value}`)
  return `   ? ${[code, ...values].join(', ')}`
}
