import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps a folder for this process until it exits: two stands on one state would undo each other's work.
 * What a killed process has left is taken over.
 * @throws Error in one sentence when another stand runs on the folder
 */
export function holdFolder(folder: string): void {
  const file = join(folder, 'lock')
  mkdirSync(folder, { recursive: true })
  for (let attempt = 0; !create(file); attempt++) {
    const owner = Number(read(file))
    if (attempt > 2 || isStand(owner))
      throw new Error(
        `another stand, process ${owner}, runs on ${folder}; stop it, or set DATA_DIR to another folder.`,
      )
    rmSync(file, { force: true })
  }
  process.once('exit', () => {
    if (read(file) === String(process.pid)) rmSync(file, { force: true })
  })
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Whether this other process lives and is a stand: after a reboot the number may be somebody else's. */
function isStand(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const commandLine = read(`/proc/${pid}/cmdline`)
  return commandLine === '' || commandLine.includes('stand')
}
