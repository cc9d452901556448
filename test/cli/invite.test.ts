import { expect, onTestFinished, test } from 'vitest'
import { issue } from '../../src/cli/invite.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/infra/db.ts'
import { startTelegram } from '../../stand/telegram/index.ts'
import { World } from '../../stand/world.ts'
import { freshDatabase } from '../support/db.ts'

async function installation() {
  const { url, drop } = await freshDatabase()
  const db = await openDatabase(url)
  const telegram = await startTelegram({ world: new World(), port: 0, limits: 'off' })
  onTestFinished(async () => {
    await telegram.stop()
    await db.close()
    await drop()
  })
  const env = {
    DATABASE_URL: url,
    TELEGRAM_TOKEN: telegram.credentials.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    VK_TOKEN: 'token',
    VK_GROUP_ID: '77',
  }
  return { db, config: readConfig(env) }
}

test('the first coordinator is invited into a municipality that is made', async () => {
  const { db, config } = await installation()
  const issued = await issue(config, 'coordinator', 'Город Магадан', 'Asia/Magadan', { days: 14 })
  expect(issued.links.map(({ url }) => url)).toEqual([
    expect.stringMatching(new RegExp(`^https://t\\.me/\\w+\\?start=${issued.code}$`)),
    `https://vk.me/club77?ref=${issued.code}`,
  ])
  expect(await db.prisma.municipality.findMany()).toMatchObject([
    { name: 'Город Магадан', timeZone: 'Asia/Magadan' },
  ])
  expect(await db.prisma.invitation.findMany()).toMatchObject([
    { role: 'coordinator', schoolId: null, createdById: null },
  ])
})

test('a second invitation finds the municipality and the school again', async () => {
  const { db, config } = await installation()
  const options = { school: 'Школа № 1', days: 3 }
  await issue(config, 'curator', 'Город Магадан', 'Asia/Magadan', options)
  await issue(config, 'teacher', 'Город Магадан', 'Asia/Magadan', options)
  expect(await db.prisma.school.count()).toBe(1)
  expect(await db.prisma.invitation.count({ where: { schoolId: { not: null } } })).toBe(2)
})

test('another time zone for a known municipality is refused, and nothing is issued', async () => {
  const { db, config } = await installation()
  await issue(config, 'coordinator', 'Город Магадан', 'Asia/Magadan', { days: 14 })
  await expect(
    issue(config, 'coordinator', 'Город Магадан', 'Europe/Moscow', { days: 14 }),
  ).rejects.toThrow('exists with the time zone Asia/Magadan')
  expect(await db.prisma.invitation.count()).toBe(1)
})
