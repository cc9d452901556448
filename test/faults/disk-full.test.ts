import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/talk.ts'

/** A folder with room for 200 KB, or null where nothing may be mounted. */
function tinyFolder(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-tiny-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', folder])
  if (status === 0) return folder
  rmSync(folder, { recursive: true })
  return null
}

const folder = tinyFolder()
if (folder) spawnSync('umount', [folder])
else console.log('Skipped, no small file system can be mounted here: a full disk.')

describe.runIf(folder !== null).each(['telegram', 'vk'] as const)('a full disk, in %s', (name) => {
  test('refuses a file clearly, goes on with the talk, and recovers', async () => {
    const tiny = tinyFolder() ?? ''
    onTestFinished(() => {
      spawnSync('umount', ['-l', tiny])
      rmSync(tiny, { recursive: true, force: true })
    })
    const town = await openTown({ env: { FILES_DIR: tiny } })
    const anna = await town.citizen(name, 'Котова Анна', 'coordinator')
    const plan = Buffer.from(
      '1. Разработка программы — до 1 октября, руководители ОО\n'.repeat(500),
    )
    const filler = join(tiny, 'filler')
    try {
      writeFileSync(filler, Buffer.alloc(400_000))
    } catch {
      // As full as it gets.
    }
    await anna.send({ kind: 'file', name: 'план.txt', bytes: plan })
    expect(anna.last().text).toMatch(/кончилось место/)
    expect(anna.last().text).not.toMatch(/пошло не так/)
    expect(
      readdirSync(tiny, { recursive: true }).filter((path) => String(path).includes('bytes')),
    ).toEqual([])
    await anna.say('/help')
    expect(anna.last().text).not.toMatch(/место/)
    rmSync(filler)
    await anna.send({ kind: 'file', name: 'план.txt', bytes: plan })
    expect(anna.last().text).not.toMatch(/место|пошло не так/)
    const [stored] = await town.app.database.query<{ size: number }>('SELECT size FROM stored_file')
    expect(stored?.size).toBe(plan.length)
  })
})
