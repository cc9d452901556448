import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Import {
  /** The file that imports, from the root: src/bots/deliver.ts. */
  from: string
  /** A file from the root, or the name of a package. */
  to: string
  typeOnly: boolean
}

const imports: Import[] = ['src', 'stand'].flatMap((folder) => sources(folder)).flatMap(importsOf)

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('generated'))
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8')
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?([^'"]*?from\s+)?['"]([^'"]+)['"]/gm,
  )
  const dynamic = text.matchAll(/import\(\s*['"]([^'"]+)['"]\s*\)/g)
  const all = [
    ...[...statements].map((m) => ({ spec: m[3] ?? '', typeOnly: m[1] !== undefined })),
    ...[...dynamic].map((m) => ({ spec: m[1] ?? '', typeOnly: false })),
  ]
  return all.map(({ spec, typeOnly }) => ({
    from,
    to: spec.startsWith('.') ? relative(root, resolve(root, dirname(from), spec)) : packageOf(spec),
    typeOnly,
  }))
}

function packageOf(spec: string): string {
  const parts = spec.split('/')
  return spec.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? spec)
}

const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
const shown = (all: Import[]) => all.map(({ from, to }) => `${from} → ${to}`)

/** What a room of src may import of the other rooms; `types` only as types. */
const mayImport: { room: string; rooms: string[]; types?: string[] }[] = [
  { room: 'src/domain', rooms: ['src/domain'], types: ['src/infra/db.ts'] },
  { room: 'src/flows', rooms: ['src/flows', 'src/domain'] },
  {
    room: 'src/bots',
    rooms: ['src/bots', 'src/flows', 'src/domain', 'src/documents', 'src/config.ts'],
    types: ['src/infra', 'src/config.ts'],
  },
  {
    room: 'src/jobs',
    rooms: ['src/jobs', 'src/domain', 'src/infra', 'src/bots/deliver.ts', 'src/bots/delivery.ts'],
  },
  { room: 'src/documents', rooms: ['src/documents'], types: ['src/domain'] },
  { room: 'src/infra', rooms: ['src/infra'], types: ['src/domain'] },
]

describe('who imports whom', () => {
  test.each(mayImport)('$room imports only what it may', ({ room, rooms, types = [] }) => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        within(from, room) &&
        within(to, 'src') &&
        !within(to, ...rooms) &&
        !(typeOnly && within(to, ...types)),
    )
    expect(shown(wrong)).toEqual([])
  })

  test('the stand and the bots know nothing of each other', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        (within(from, 'stand') && within(to, 'src')) ||
        (within(from, 'src') && within(to, 'stand')),
    )
    expect(shown(wrong)).toEqual([])
  })

  test('rules are pure: they import other rules and the shared words of the domain only', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        from.endsWith('/rules.ts') &&
        !typeOnly &&
        (to.endsWith('/store.ts') ||
          to.endsWith('/service.ts') ||
          !within(to, 'src/domain', 'node:crypto')),
    )
    expect(
      shown(wrong).filter((line) => !/→ (temporal-polyfill|zod|node:crypto)$/.test(line)),
    ).toEqual([])
  })

  test('messengers do not know each other', () => {
    const messengers = ['telegram', 'vk']
    const wrong = imports.filter(({ from, to }) =>
      messengers.some(
        (one) =>
          within(from, `src/bots/${one}`) &&
          messengers.some((other) => other !== one && within(to, `src/bots/${other}`)),
      ),
    )
    expect(shown(wrong)).toEqual([])
  })
})

/** Where a library lives; nobody else imports it. */
const homes: { name: string; homes: string[] }[] = [
  { name: 'grammy', homes: ['src/bots/telegram'] },
  { name: '@grammyjs/menu', homes: ['src/bots/telegram'] },
  { name: 'vk-io', homes: ['src/bots/vk'] },
  { name: '@grammyjs/conversations', homes: ['src/flows/engine.ts', 'src/flows/turn.ts'] },
  { name: 'bullmq', homes: ['src/jobs'] },
  { name: 'ioredis', homes: ['src/infra', 'src/jobs'] },
  { name: '@prisma/adapter-pg', homes: ['src/infra'] },
  { name: 'pg', homes: ['src/infra'] },
  { name: 'fastify', homes: ['src/infra'] },
  { name: 'unstorage', homes: ['src/infra'] },
  { name: 'htmlparser2', homes: ['src/documents/xml-events.ts'] },
  { name: 'docx', homes: ['src/documents'] },
  { name: 'hucre', homes: ['src/documents'] },
  { name: 'qr', homes: ['src/documents/qr.ts'] },
  { name: 'pdfjs-dist', homes: ['src/documents/read-pdf.ts'] },
  { name: '@resvg/resvg-js', homes: ['src/documents/picture.ts'] },
  { name: '@fluent/bundle', homes: ['src/bots/words.ts'] },
]

describe('where libraries live', () => {
  test.each(homes)('$name', ({ name, homes: folders }) => {
    const users = imports.filter(({ from, to }) => to === name && within(from, 'src'))
    expect(users.length, `${name} is used nowhere`).toBeGreaterThan(0)
    expect(shown(users.filter(({ from }) => !within(from, ...folders)))).toEqual([])
  })

  test('only stores, the door of the domain and the database know Prisma', () => {
    const users = imports.filter(
      ({ from, to }) =>
        within(from, 'src') && (to.startsWith('@prisma') || to.includes('generated/prisma')),
    )
    const allowed = (from: string) =>
      /(^|-)store\.ts$|store\.ts$/.test(from) ||
      from === 'src/domain/index.ts' ||
      within(from, 'src/infra')
    expect(shown(users.filter(({ from }) => !allowed(from)))).toEqual([])
  })

  test('only the settings read the environment', () => {
    const readers = sources('src').filter((path) =>
      /process\.env/.test(readFileSync(join(root, path), 'utf8')),
    )
    // The stand is a child process: it inherits the environment as any process does.
    expect(
      readers.filter((path) => path !== 'src/config.ts' && path !== 'src/infra/stand.ts'),
    ).toEqual([])
  })

  test('the trade never asks the machine what time it is', () => {
    const readers = sources('src/domain').filter((path) =>
      /new Date\(\)|Date\.now\(\)/.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(readers).toEqual([])
  })
})

test('a messenger is never told apart by its name outside of its own folder', () => {
  const naming = sources('src')
    .filter(
      (path) =>
        !within(
          path,
          'src/bots/telegram',
          'src/bots/vk',
          'src/bots/registry.ts',
          'src/config.ts',
          'src/demo',
          'src/main.ts',
          'src/cli',
        ),
    )
    .filter((path) =>
      /===\s*'(telegram|vk)'|'(telegram|vk)'\s*===/.test(readFileSync(join(root, path), 'utf8')),
    )
  expect(naming).toEqual([])
})
