import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'tandem-stand-main-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const anyPort = { STAND_PORT: '0', STAND_TELEGRAM_PORT: '0', STAND_VK_PORT: '0' }

/** Starts the stand's process; answers it, its first line, and the code it ends with. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'stand/main.ts'], {
    env: { ...process.env, STAND_DATA: folder, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  children.push(child)
  const ended = once(child, 'exit').then(([code]) => code as number)
  const line = once(createInterface(child.stdout), 'line').then(([text]) => JSON.parse(text))
  let complaint = ''
  child.stderr.on('data', (text) => {
    complaint += text
  })
  return { child, ended, line, complaint: () => complaint }
}

test('the first line tells a parent where everything is, and SIGTERM stops it gracefully', async () => {
  const { child, ended, line } = start(anyPort)
  const { page, telegram, vk } = await line
  expect((await fetch(`${page}/healthz`)).status).toBe(200)
  expect(telegram).toMatchObject({ apiRoot: expect.stringMatching(/^http:/) })
  expect(telegram.token).toMatch(/^\d+:/)
  expect(vk).toMatchObject({ token: expect.any(String), groupId: expect.any(String) })
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('a stand that was started by a parent stops when the parent goes away', async () => {
  const { child, ended, line } = start({ ...anyPort, STAND_CHILD: '1' })
  await line
  child.stdin.end()
  expect(await ended).toBe(0)
})

test('an ordered port that is taken is told in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { ended, line, complaint } = start({ ...anyPort, STAND_PORT: String(port) })
  line.catch(() => {})
  expect(await ended).toBe(1)
  expect(complaint()).toMatch(/^The stand could not start: .*STAND_PORT.*EADDRINUSE.*\n$/)
  taken.close()
})

test('a second stand on the same folder is refused in one sentence; a killed one is no hindrance', async () => {
  const first = start(anyPort)
  await first.line
  const second = start(anyPort)
  second.line.catch(() => {})
  expect(await second.ended).toBe(1)
  expect(second.complaint()).toMatch(
    /^The stand could not start: another stand, process \d+, runs on .*DATA_DIR.*\n$/,
  )
  first.child.kill('SIGKILL')
  await first.ended
  const third = start(anyPort)
  await third.line
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
})
