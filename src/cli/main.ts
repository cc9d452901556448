/** The operator's command line: `npm run -s tandem -- <command>`. */
import { Command } from 'commander'

interface Entry {
  name: string
  summary: string
  load: () => Promise<(program: Command) => void>
}

/** Commands are loaded when they are called, so that a pure one opens nothing of the others. */
const COMMANDS: Entry[] = [
  {
    name: 'invite',
    summary: 'issue a one-time invitation to a municipality or school',
    load: async () => (await import('./invite.ts')).registerInvite,
  },
  {
    name: 'deadline',
    summary: 'read a deadline phrase, or many as JSON lines on standard input',
    load: async () => (await import('./deadline.ts')).registerDeadline,
  },
  {
    name: 'import',
    summary: 'show what Tandem reads in a road map file',
    load: async () => (await import('./import.ts')).registerImport,
  },
]

async function main(argv: string[]): Promise<void> {
  const program = new Command('tandem').description("Tandem's command line for operators")
  const called = argv[2]
  const entry = COMMANDS.find((command) => command.name === called)
  if (entry) (await entry.load())(program)
  else for (const { name, summary } of COMMANDS) program.command(name).description(summary)
  await program.parseAsync(argv)
}

main(process.argv).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
