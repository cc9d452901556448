import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/infra/embedded.ts'
import { isAlive } from '../../src/infra/lock-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-pg-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const script = `
  const { startEmbedded } = await import(process.argv[1])
  const { url, stop } = await startEmbedded(process.argv[2])
  console.log(url)
  process.stdin.on('data', () => undefined).on('end', async () => { await stop(); process.exit() })
`
/** Starts the server in a process of its own, which leaves when its standard input ends. */
function user(): ChildProcess {
  const infra = join(import.meta.dirname, '../../src/infra/embedded.ts')
  const args = ['--import', 'tsx', '--input-type=module', '-e', script, infra, folder]
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
}
async function urlOf(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout!, 'data')
  return String(chunk).trim()
}
async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const serverPid = (): number =>
  Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

test('two processes that start a fresh one at once share it, and the last one out stops it', async () => {
  const first = user()
  const second = user()
  const urls = await Promise.all([urlOf(first), urlOf(second)])
  expect(urls[0]).toBe(urls[1])
  const server = serverPid()
  first.stdin?.end()
  await once(first, 'exit')
  expect(await query(urls[1], `SELECT lower('Ё') AS letter`)).toEqual([{ letter: 'ё' }])
  second.stdin?.end()
  await once(second, 'exit')
  expect(isAlive(server)).toBe(false)
  expect(existsSync(join(folder, 'data/postmaster.pid'))).toBe(false)
})

test('a server left by a killed process is taken over', async () => {
  const killed = user()
  const url = await urlOf(killed)
  const server = serverPid()
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const next = await startEmbedded(folder)
  expect(next.url).toBe(url)
  expect(serverPid()).toBe(server)
  await next.stop()
  expect(isAlive(server)).toBe(false)
})

test('files left by a kill or by another life of the machine are in nobody’s way', async () => {
  writeFileSync(join(folder, 'lock'), '999999999')
  writeFileSync(join(folder, 'data/postmaster.pid'), `${process.pid}\n${folder}\n1\n5432\n`)
  const { url, stop } = await startEmbedded(folder)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await stop()
})

test('the password is readable by its owner alone', () => {
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600)
})

test.runIf(process.getuid?.() === 0)('root without user namespaces runs it as nobody', async () => {
  const { url, stop } = await startEmbedded(folder, { namespace: false, database: 'other' })
  expect(statSync(join(folder, 'data')).uid).toBe(65534)
  expect(await query(url, 'SELECT current_database() AS name')).toEqual([{ name: 'other' }])
  await stop()
})
