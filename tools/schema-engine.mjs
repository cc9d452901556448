#!/usr/bin/env node
// Stand-in for Prisma's native schema engine, which the command line otherwise downloads. Speaks
// its JSON-RPC on standard input and output, and does the work with Prisma's own WebAssembly build
// of the engine over a PostgreSQL connection.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/** PostgreSQL's type "char", all over its catalogue, which adapter-pg refuses. */
const CHAR_OID = 18
const TEXT_OID = 25
/** Number of the type Character in driver-adapter-utils. */
const CHARACTER = 6
/** Code of the engine's errors in its JSON-RPC. */
const ENGINE_ERROR = 4466

const { datamodels, datasource, words } = readArguments(process.argv.slice(2))
const url = process.env.DATABASE_URL ?? datasource.url

if (words[0] === 'cli') await runCommand(words[1])
else answerRequests(await loadEngine())

function readArguments(args) {
  const found = { datamodels: [], datasource: {}, words: [] }
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--datamodels') found.datamodels.push(args[++i])
    else if (args[i] === '--datasource') found.datasource = JSON.parse(args[++i])
    else if (['--enabled-preview-features', '--extension-types'].includes(args[i])) i++
    else found.words.push(args[i])
  }
  return found
}

/** The engine's one-shot commands: an exit code, and on failure one line of JSON on stderr. */
async function runCommand(command) {
  try {
    if (command === 'can-connect-to-database') await (await connect(url)).end()
    else if (command === 'create-database') await createDatabase()
    else throw new Error(`${command} is not supported by tools/schema-engine.mjs`)
    process.exit(0)
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000', ECONNREFUSED: 'P1001', ENOENT: 'P1001' }
    const fields = {
      message: error.message || String(error),
      error_code: codes[error.code] ?? 'P1011',
    }
    const line = { level: 'ERROR', target: 'schema_engine::logger', fields }
    process.stderr.write(`\n${JSON.stringify(line)}\n`)
    process.exit(1)
  }
}

async function connect(connectionString) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

function urlOf(database) {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

async function createDatabase() {
  const databaseName = decodeURIComponent(new URL(url).pathname.slice(1))
  const admin = await connect(urlOf('postgres'))
  try {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(databaseName)}`)
  } finally {
    await admin.end()
  }
  return { databaseName }
}

async function openAdapter(connectionString) {
  const factory = new PrismaPg({ connectionString, max: 2, options: '-c TimeZone=UTC' })
  return fitAdapter(await factory.connect())
}

/** adapter-pg carries queries; the schema engine needs two things of it that it does not do. */
function fitAdapter(adapter) {
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  const charColumns = new WeakMap()
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    const columns = [...result.fields.keys()].filter(
      (i) => result.fields[i].dataTypeID === CHAR_OID,
    )
    for (const i of columns) result.fields[i].dataTypeID = TEXT_OID
    charColumns.set(result.rows, columns)
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = CHARACTER
    return result
  }
  // Its own splits the script on every semicolon, those inside function bodies too.
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

/** A database of its own, empty, in which `migrate dev` replays the migrations. */
async function openShadow() {
  // adapter-pg's own keeps the connection string, and would replay them on the main database.
  const name = `prisma_shadow_${process.pid}_${Date.now()}`
  const admin = await connect(urlOf('postgres'))
  await admin.query(`CREATE DATABASE ${name}`)
  const adapter = await openAdapter(urlOf(name))
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
  }
  return adapter
}

/** Loads the engine and gives a function that answers one request. */
async function loadEngine() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const bytes = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const adapters = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(url),
    connectToShadowDb: openShadow,
  })
  let engine
  return async (method, params) => {
    if (method === 'createDatabase') return createDatabase()
    if (method === 'ensureConnectionValidity') {
      await (await connect(url)).end()
      return {}
    }
    const models = datamodels.map((path) => [path, readFileSync(path, 'utf8')])
    engine ??= await glue.SchemaEngine.new(
      { datamodels: models.length > 0 ? models : undefined },
      () => {},
      adapters,
    )
    if (method === 'getDatabaseVersion') return engine.version(params)
    if (method !== 'diff') return (await engine[method](params)) ?? {}
    const { stdout, exitCode } = await engine.diff({ exitCode: null, ...params })
    if (stdout) send({ id: 1_000_000, method: 'print', params: { content: stdout } })
    return { exitCode, stdout: null }
  }
}

function answerRequests(answer) {
  let turn = Promise.resolve()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const { id, method, params } = JSON.parse(line)
    if (!method) return
    turn = turn.then(async () => {
      try {
        send({ id, result: await answer(method, params) })
      } catch (error) {
        const code = /^P\d+$/.test(error?.code) ? { error_code: error.code } : {}
        const data = { message: String(error?.message ?? error), is_panic: false, ...code }
        send({ id, error: { code: ENGINE_ERROR, message: data.message, data } })
      }
    })
  })
  lines.on('close', () => turn.then(() => process.exit(0)))
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
