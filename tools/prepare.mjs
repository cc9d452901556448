// What a fresh clone needs before anything of it runs. Plain JavaScript without packages, for
// there may be none yet. It says what it does on standard error: standard output is the program's.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const path = (...parts) => join(root, ...parts)

/** Installs missing packages and generates Prisma's client where it is absent or outdated. */
export function prepare() {
  if (!isInstalled()) {
    const { npm_execpath: npm } = process.env
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
    // Prisma is a development package, and the client is generated with it.
    args.push('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
    run('Installing packages', command, args)
  }
  if (!isGenerated())
    run('Generating the database client', process.execPath, [
      ...['--import', 'tsx', path('tools/prisma.ts'), 'generate'],
    ])
}

/** Whether each package of package-lock.json is installed in its version. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(path('package-lock.json'), 'utf8')).packages
    const present = JSON.parse(
      readFileSync(path('node_modules/.package-lock.json'), 'utf8'),
    ).packages
    return Object.entries(wanted).every(([name, { version, optional, devOptional }]) => {
      const installed = present[name]
      if (name === '' || (!installed && (optional || devOptional))) return true
      return installed?.version === version
    })
  } catch {
    return false
  }
}

function isGenerated() {
  const client = path('src/infra/generated/prisma/client.ts')
  if (!existsSync(client)) return false
  const sources = ['prisma/schema.prisma', 'node_modules/@prisma/client/package.json']
  return sources.every((source) => statSync(client).mtimeMs >= statSync(path(source)).mtimeMs)
}

function run(what, command, args) {
  process.stderr.write(`${what} …\n`)
  const shell = process.platform === 'win32' && command === 'npm'
  const stdio = ['ignore', 'pipe', 'pipe']
  const done = spawnSync(command, args, { cwd: root, stdio, shell, encoding: 'utf8' })
  if (done.status === 0) return
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`)
  process.stderr.write(`${what} failed. Run \`${[command, ...args].join(' ')}\` to see why.\n`)
  process.exit(1)
}
