import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export interface TelegramConfig {
  token: string
  /** Without a slash at its end. */
  apiRoot: string
  /** Absent: long polling. */
  webhook?: { url: string; secret: string }
}

export interface VkConfig {
  token: string
  groupId: number
  /** With `/method`, without a slash at its end. */
  apiRoot: string
  /** A user's token: posts to the community's wall. */
  userToken?: string
  /** Absent: Long Poll. */
  callback?: { secret: string; confirmation: string }
}

export interface Config {
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  databaseUrl?: string
  /** Absent: the queue is kept in PostgreSQL. */
  redisUrl?: string
  /** Absolute. */
  dataDir: string
  /** No messenger at all: the stand is started and the bots speak to it. */
  telegram?: TelegramConfig
  vk?: VkConfig
  /** Port of the stand's page; absent: 8080, or a free one where it is taken. */
  standPort?: number
  /** Where the world reaches `web`, for calendars that are subscribed to; without a slash at its end. */
  publicUrl?: string
  /** Health and webhooks. */
  web: { host: string; port: number }
  logLevel: string
  /** Messengers that may carry personal data; absent: all. */
  personalDataMessengers?: readonly string[]
  /** Why not the others, as people are told. */
  personalDataReason?: string
  /** How long a stop waits for what is under way. */
  shutdownSeconds: number
  /** Days that events, sent messages and silent talks are kept. */
  keepDays: number
  files: { folder: string } | S3Config
}

export interface S3Config {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** The settings are wrong; the message lists everything that is. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Settings of this process: its environment, and the `.env` of the folder for what it leaves out.
 * @throws ConfigError
 */
export function loadConfig(folder = process.cwd()): Config {
  const file = join(folder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return readConfig(process.env)
}

/**
 * Reads and checks settings; an empty variable counts as absent.
 * @throws ConfigError listing every wrong variable, values of secrets left out
 */
export function readConfig(env: Environment): Config {
  const given = Object.entries(env)
    .map(([name, value]): [string, string] => [name, value?.trim() ?? ''])
    .filter(([, value]) => value !== '')
  const parsed = variables.safeParse(Object.fromEntries(given))
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  problems.push(...incomplete(new Map(given)))
  if (!parsed.success || problems.length > 0)
    throw new ConfigError(
      `Tandem cannot start, its settings are wrong (see .env.example):\n  ${problems.join('\n  ')}`,
    )
  return arrange(parsed.data)
}

const MESSENGERS = ['telegram', 'vk']
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  })
const root = (byDefault: string) =>
  url('http:', 'https:')
    .transform((text) => text.replace(/\/+$/, ''))
    .default(byDefault)
const whole = (low: number, high: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high, {
      message: `must be a whole number from ${low} to ${high}`,
    })
    .transform(Number)
const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, { message })
const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, { message: `must be one of: ${words.join(', ')}` })

const variables = z.object({
  DATABASE_URL: url('postgresql:', 'postgres:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  DATA_DIR: z.string().default('./.data'),
  TELEGRAM_TOKEN: matching(
    /^\d+:[\w-]{20,}$/,
    'must be a token of @BotFather, digits, a colon and the key',
  ).optional(),
  TELEGRAM_API_ROOT: root('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: url('https:', 'http:').optional(),
  TELEGRAM_WEBHOOK_SECRET: matching(
    /^[\w-]{1,256}$/,
    'must be 1 to 256 of A-Z, a-z, 0-9, _ and -',
  ).optional(),
  VK_TOKEN: z.string().optional(),
  VK_GROUP_ID: whole(1, 2 ** 40).optional(),
  VK_API_ROOT: root('https://api.vk.ru/method'),
  VK_USER_TOKEN: z.string().optional(),
  VK_CALLBACK: oneOf(['off', 'on']).default('off'),
  VK_CALLBACK_SECRET: z.string().optional(),
  VK_CALLBACK_CONFIRMATION: z.string().optional(),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('https:', 'http:')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  STAND_PORT: whole(0, 65_535).optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PERSONAL_DATA_MESSENGERS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
    .refine((names) => names.every((name) => name === 'none' || MESSENGERS.includes(name)), {
      message: `must be names of messengers between commas (${MESSENGERS.join(', ')}), or none`,
    })
    .transform((names) => names.filter((name) => name !== 'none'))
    .optional(),
  PERSONAL_DATA_REASON: z.string().trim().max(200).optional(),
  SHUTDOWN_SECONDS: whole(1, 600).default(20),
  KEEP_DAYS: whole(7, 3650).default(90),
  FILES_DIR: z.string().optional(),
  S3_ENDPOINT: url('https:', 'http:').optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

/** Every variable that Tandem itself reads. */
export const variableNames: readonly string[] = Object.keys(variables.shape)

/** What is set in part: each of the first needs all of the second. */
const companions: [string[], string[]][] = [
  [['TELEGRAM_WEBHOOK_URL'], ['TELEGRAM_TOKEN', 'TELEGRAM_WEBHOOK_SECRET']],
  [['VK_TOKEN'], ['VK_GROUP_ID']],
  [['VK_GROUP_ID', 'VK_USER_TOKEN'], ['VK_TOKEN']],
  [
    ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ],
]

function incomplete(given: ReadonlyMap<string, string>): string[] {
  const problems = new Map<string, string>()
  const need = (name: string, reason: string): void => {
    if (!given.has(name)) problems.set(name, `${name} is needed where ${reason} is set`)
  }
  for (const [some, all] of companions)
    for (const reason of some) if (given.has(reason)) for (const name of all) need(name, reason)
  if (given.get('VK_CALLBACK') === 'on')
    for (const name of ['VK_TOKEN', 'VK_CALLBACK_SECRET', 'VK_CALLBACK_CONFIRMATION'])
      need(name, 'VK_CALLBACK=on')
  return [...problems.values()]
}

function arrange(env: z.output<typeof variables>): Config {
  const dataDir = resolve(env.DATA_DIR)
  return {
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }),
    dataDir,
    ...(env.TELEGRAM_TOKEN && { telegram: telegram(env, env.TELEGRAM_TOKEN) }),
    ...(env.VK_TOKEN && env.VK_GROUP_ID && { vk: vk(env, env.VK_TOKEN, env.VK_GROUP_ID) }),
    ...(env.STAND_PORT !== undefined && { standPort: env.STAND_PORT }),
    ...(env.PUBLIC_URL && { publicUrl: env.PUBLIC_URL }),
    web: { host: env.HOST, port: env.PORT },
    logLevel: env.LOG_LEVEL,
    ...(env.PERSONAL_DATA_MESSENGERS && { personalDataMessengers: env.PERSONAL_DATA_MESSENGERS }),
    ...(env.PERSONAL_DATA_REASON && { personalDataReason: env.PERSONAL_DATA_REASON }),
    shutdownSeconds: env.SHUTDOWN_SECONDS,
    keepDays: env.KEEP_DAYS,
    files: files(env, dataDir),
  }
}

type Variables = z.output<typeof variables>

function telegram(env: Variables, token: string): TelegramConfig {
  const { TELEGRAM_WEBHOOK_URL: address, TELEGRAM_WEBHOOK_SECRET: secret } = env
  const webhook = address && secret ? { webhook: { url: address, secret } } : {}
  return { token, apiRoot: env.TELEGRAM_API_ROOT, ...webhook }
}

function vk(env: Variables, token: string, groupId: number): VkConfig {
  const { VK_CALLBACK_SECRET: secret, VK_CALLBACK_CONFIRMATION: confirmation } = env
  return {
    token,
    groupId,
    apiRoot: env.VK_API_ROOT,
    ...(env.VK_USER_TOKEN && { userToken: env.VK_USER_TOKEN }),
    ...(env.VK_CALLBACK === 'on' &&
      secret &&
      confirmation && { callback: { secret, confirmation } }),
  }
}

function files(env: Variables, dataDir: string): Config['files'] {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } = env
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (endpoint && bucket && accessKeyId && secretAccessKey)
    return { endpoint, bucket, region: env.S3_REGION, accessKeyId, secretAccessKey }
  return { folder: env.FILES_DIR ? resolve(env.FILES_DIR) : join(dataDir, 'files') }
}
