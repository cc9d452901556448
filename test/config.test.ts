import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ConfigError, loadConfig, readConfig } from '../src/config.ts'

const TOKEN = '123456789:AAExampleExampleExampleExampleExample'

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  throw new Error('the configuration was accepted')
}

test('with nothing set everything has a default, and there is no messenger', () => {
  expect(readConfig({})).toEqual({
    dataDir: resolve('.data'),
    web: { host: '127.0.0.1', port: 3000 },
    logLevel: 'info',
    shutdownSeconds: 20,
    keepDays: 90,
    files: { folder: resolve('.data/files') },
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ DATABASE_URL: '', REDIS_URL: ' ', PORT: '' })).toEqual(readConfig({}))
})

test('every wrong variable is named in one message', () => {
  const message = messageOf({
    PORT: 'abc',
    REDIS_URL: 'http://127.0.0.1',
    DATABASE_URL: 'localhost:5432',
    TELEGRAM_TOKEN: 'wrong-secret-token',
    LOG_LEVEL: 'loud',
    VK_CALLBACK: 'yes',
    PERSONAL_DATA_MESSENGERS: 'vk, icq',
    S3_BUCKET: 'files',
    VK_USER_TOKEN: 'vk1.a.user',
  })
  expect(message.split('\n')).toMatchInlineSnapshot(`
    [
      "Tandem cannot start, its settings are wrong (see .env.example):",
      "  DATABASE_URL must be an address that begins with postgresql:// or postgres://",
      "  REDIS_URL must be an address that begins with redis:// or rediss://",
      "  TELEGRAM_TOKEN must be a token of @BotFather, digits, a colon and the key",
      "  VK_CALLBACK must be one of: off, on",
      "  PORT must be a whole number from 0 to 65535",
      "  LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent",
      "  PERSONAL_DATA_MESSENGERS must be names of messengers between commas (telegram, vk), or none",
      "  VK_TOKEN is needed where VK_USER_TOKEN is set",
      "  S3_ENDPOINT is needed where S3_BUCKET is set",
      "  S3_ACCESS_KEY_ID is needed where S3_BUCKET is set",
      "  S3_SECRET_ACCESS_KEY is needed where S3_BUCKET is set",
    ]
  `)
  expect(message).not.toContain('wrong-secret')
})

test('what is set in part says what is missing', () => {
  expect(messageOf({ VK_TOKEN: 'vk1.a.x' })).toContain(
    'VK_GROUP_ID is needed where VK_TOKEN is set',
  )
  expect(messageOf({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://a.ru/t' })).toContain(
    'TELEGRAM_WEBHOOK_SECRET is needed where TELEGRAM_WEBHOOK_URL is set',
  )
  expect(messageOf({ VK_CALLBACK: 'on' })).toContain('VK_CALLBACK_CONFIRMATION is needed')
})

test('roots lose the slash at their end', () => {
  const config = readConfig({
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    VK_TOKEN: 'x',
    VK_GROUP_ID: '7',
    VK_API_ROOT: 'http://127.0.0.1:8082/method/',
  })
  expect(config.telegram).toEqual({ token: TOKEN, apiRoot: 'http://127.0.0.1:8081' })
  expect(config.vk).toEqual({ token: 'x', groupId: 7, apiRoot: 'http://127.0.0.1:8082/method' })
})

test('personal data may be kept from all messengers or given to some', () => {
  expect(readConfig({ PERSONAL_DATA_MESSENGERS: 'none' }).personalDataMessengers).toEqual([])
  expect(readConfig({ PERSONAL_DATA_MESSENGERS: 'VK, telegram' }).personalDataMessengers).toEqual([
    'vk',
    'telegram',
  ])
})

test('a .env file fills in what the environment leaves out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-env-'))
  try {
    writeFileSync(join(folder, '.env'), 'SHUTDOWN_SECONDS=33\nLOG_LEVEL=debug\n')
    vi.stubEnv('LOG_LEVEL', 'warn')
    const config = loadConfig(folder)
    expect([config.shutdownSeconds, config.logLevel]).toEqual([33, 'warn'])
  } finally {
    delete process.env.SHUTDOWN_SECONDS
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  }
})

test('the public address loses the slash at its end, and must be one', () => {
  expect(readConfig({ PUBLIC_URL: 'https://bots.example.ru/' }).publicUrl).toBe(
    'https://bots.example.ru',
  )
  expect(messageOf({ PUBLIC_URL: 'bots.example.ru' })).toContain('PUBLIC_URL must be an address')
})
