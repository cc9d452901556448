import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lock older than this is abandoned, whoever has its process number now. */
const ABANDONED_MS = 180_000

/** Work of this process that holds or awaits a lock file, so that our own number in it means a stale file. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `work` while no other process of this machine is inside the same lock file.
 * A lock left by a killed process is taken over.
 * @throws Error when the lock is not free within `patienceMs` milliseconds
 */
export function withLockFile<T>(
  path: string,
  work: () => Promise<T>,
  patienceMs = ABANDONED_MS,
): Promise<T> {
  const turn = (queues.get(path) ?? Promise.resolve()).then(async () => {
    await take(path, patienceMs)
    try {
      return await work()
    } finally {
      rmSync(path, { force: true })
    }
  })
  queues.set(
    path,
    turn.catch(() => undefined),
  )
  return turn
}

async function take(path: string, patienceMs: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const deadline = Date.now() + patienceMs
  while (!create(path)) {
    if (removeAbandoned(path) && create(path)) {
      // Two waiters may both find the dead owner; the later one removes the lock of the earlier
      // one, which therefore looks again before it believes that the lock is its own.
      await sleep(50)
      if (owner(path) === process.pid) return
    }
    if (Date.now() > deadline)
      throw new Error(`${path} is held by process ${owner(path)}; stop it, or delete the file.`)
    await sleep(25)
  }
}

function create(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function removeAbandoned(path: string): boolean {
  try {
    const { mtimeMs, size } = statSync(path)
    const age = Date.now() - mtimeMs
    // An empty file is one that its owner is just writing.
    const abandoned = size === 0 ? age > 1000 : age > ABANDONED_MS || !otherIsAlive(owner(path))
    if (abandoned) rmSync(path, { force: true })
    return abandoned
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const owner = (path: string): number => {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return 0
  }
}

const otherIsAlive = (pid: number): boolean => pid !== process.pid && isAlive(pid)

/** Whether a process with this number runs, ours to signal or not; a dead one not yet reaped does not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true // no /proc on this system
  }
}
