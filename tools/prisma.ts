// `npm run prisma -- <arguments>`: the real Prisma command line, also where its schema engine
// cannot be downloaded and where no DATABASE_URL is set.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startEmbedded } from '../src/infra/embedded.ts'

const root = dirname(import.meta.dirname)
const require = createRequire(import.meta.url)
const args = process.argv.slice(2)
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))

const needsDatabase = ['migrate', 'db', 'studio'].includes(args[0] ?? '')
const embedded =
  needsDatabase && !process.env.DATABASE_URL && !args.includes('--help')
    ? await startEmbedded(join(process.env.DATA_DIR || join(root, '.data'), 'pg'))
    : undefined

const env: NodeJS.ProcessEnv = {
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  ...process.env,
}
if (embedded) env.DATABASE_URL = embedded.url
env.PRISMA_SCHEMA_ENGINE_BINARY ??= findNativeEngine() ?? join(root, 'tools/schema-engine.mjs')

const cli = require.resolve('prisma/build/index.js')
const child = spawn(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', async (code) => {
  await embedded?.stop()
  process.exit(code ?? 1)
})

/** The schema engine that Prisma's install script has downloaded, if it could. */
function findNativeEngine(): string | undefined {
  const engines = dirname(require.resolve('@prisma/engines/package.json'))
  const name = readdirSync(engines).find(
    (file) => /^schema-engine-/.test(file) && !/\.(sha256|gz)/.test(file),
  )
  return name && join(engines, name)
}
