/** `tandem deadline`: what the grammar reads in a phrase. */
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { z } from 'zod'
import { type Period, type Reading, readDeadline } from '../domain/roadmaps/deadlines/index.ts'
import { isIsoDate } from '../domain/shared/calendar.ts'

const IsoDay = z.string().refine(isIsoDate, 'must be a date like 2024-09-01')
const Asked = z
  .object({ phrase: z.string(), from: IsoDay, to: IsoDay })
  .refine((asked) => asked.from <= asked.to, '"from" must not be after "to"')

/** Registers `deadline` on the program. */
export function registerDeadline(program: Command): void {
  program
    .command('deadline')
    .description(
      'Read a deadline phrase, or many as JSON lines {"phrase","from","to"} on standard input',
    )
    .argument('[phrase]', 'the phrase, in Russian; without it standard input is read')
    .option('--from <date>', "the plan's first day, YYYY-MM-DD")
    .option('--to <date>', "the plan's last day, YYYY-MM-DD")
    .option('--json', 'print JSON')
    .action(
      async (
        phrase: string | undefined,
        options: { from?: string; to?: string; json?: boolean },
      ) => {
        if (phrase === undefined) return readLines()
        const asked = Asked.safeParse({ phrase, from: options.from, to: options.to })
        if (!asked.success) {
          console.error(
            `Give the plan's period: --from YYYY-MM-DD --to YYYY-MM-DD (${reason(asked.error)}).`,
          )
          process.exitCode = 1
          return
        }
        const reading = readDeadline(phrase, period(asked.data))
        console.log(options.json ? JSON.stringify(answer(reading)) : describe(reading))
      },
    )
}

const period = (asked: { from: string; to: string }): Period => ({
  start: asked.from,
  end: asked.to,
})

const reason = (error: z.ZodError): string =>
  error.issues
    .map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '))
    .join('; ')

function answer(reading: Reading): object {
  const { kind, windows, doubts, text, outside } = reading
  return outside ? { kind, windows, doubts, text, outside } : { kind, windows, doubts, text }
}

function describe(reading: Reading): string {
  const lines = [`${reading.kind}: ${reading.text}`]
  for (const [start, due] of reading.windows)
    lines.push(start === due ? `  ${due}` : `  ${start} … ${due}`)
  for (const [start, due] of reading.outside ?? [])
    lines.push(`  outside the plan: ${start} … ${due}`)
  for (const doubt of reading.doubts) {
    lines.push(`? ${doubt.text}`)
    for (const other of doubt.readings ?? [])
      lines.push(`    - ${other.text} (${other.kind}, ${other.windows.length})`)
  }
  return lines.join('\n')
}

/** One JSON line in, one out; a bad line gives {"error"} and exit code 1 at the end. */
async function readLines(): Promise<void> {
  let lines = 0
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === '') continue
    lines += 1
    const asked = readLine(line)
    if (asked.success)
      console.log(JSON.stringify(answer(readDeadline(asked.data.phrase, period(asked.data)))))
    else {
      process.exitCode = 1
      console.log(JSON.stringify({ error: asked.error }))
    }
  }
  if (lines > 0) return
  console.error(
    'Nothing to read: give a phrase, or JSON lines {"phrase","from","to"} on standard input.',
  )
  process.exitCode = 1
}

type Line = { success: true; data: z.infer<typeof Asked> } | { success: false; error: string }

function readLine(line: string): Line {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { success: false, error: 'the line is not JSON: {"phrase","from","to"} is expected' }
  }
  const asked = Asked.safeParse(json)
  return asked.success ? asked : { success: false, error: reason(asked.error) }
}
