import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { openTown, type Town } from '../support/talk.ts'

const rows = Array.from(
  { length: 40 },
  (_, i) => `${i + 1}\tПровести семинар ${i + 1}\t${(i % 28) + 1} октября 2023 года\tИМЦ`,
)
const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  ...rows,
].join('\n')

async function openPlan(env: Record<string, string> = {}) {
  const town = await openTown({ at: '2023-09-10T01:00:00Z', env })
  const coordinator = await town.citizen('vk', 'Северцева Ольга Викторовна', 'coordinator')
  await loadPasted(coordinator, map)
  return { town, coordinator }
}

async function filesOf(town: Town): Promise<string[]> {
  const kept = await town.app.database.query<{ name: string }>(
    'SELECT name FROM stored_file ORDER BY created_at, name',
  )
  return kept.map(({ name }) => name)
}

test('pictures of a long plan come one after another, the words with the first', async () => {
  const { town, coordinator } = await openPlan()
  await coordinator.say('/export')
  await coordinator.tap('Картинка года')
  const [first, second] = coordinator.heard().slice(-2)
  expect(first).toMatchObject({ text: expect.stringContaining('год на одной картинке') })
  expect([first?.picture, second?.picture].every(Boolean)).toBe(true)
  expect(second?.text).toBe('')
  expect(await filesOf(town)).toEqual(['План-1.png', 'План-2.png'])
})

test('a file that a crash has left unmade is made by the sweep, once', async () => {
  const { town, coordinator } = await openPlan()
  const making = { text: [{ text: 'Ваш план' }], make: { what: 'xlsx', roadMapId: 1 } }
  await town.app.database.query(
    `INSERT INTO delivery (messenger, chat_id, account_id, priority, content)
     SELECT messenger, chat_id, id, 0, $1 FROM account`,
    [JSON.stringify(making)],
  )
  await town.restart()
  await town.settled()
  expect(coordinator.last().text).toBe('Ваш план')
  expect(coordinator.last().file?.name).toMatch(/xlsx$/)
  expect(await filesOf(town)).toHaveLength(1)
})

test('where files cannot be kept the person is told after a few tries', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const taken = join(folder, 'taken')
  writeFileSync(taken, 'no folder')
  const { town, coordinator } = await openPlan({ FILES_DIR: taken })
  await coordinator.say('/export')
  await coordinator.tap('Таблица Excel (.xlsx)')
  for (let i = 0; i < 2; i++) {
    await town.app.database.query(`UPDATE delivery SET not_before = now() WHERE status = 'waiting'`)
    await town.settled()
  }
  expect(coordinator.last().text).toContain('Не получилось подготовить файл')
})
