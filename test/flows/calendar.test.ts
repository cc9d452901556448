import { describe, expect, test } from 'vitest'
import { openPlanned } from '../support/planned-town.ts'
import type { Speaker, Town } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о наставничестве\tдо 1 октября 2023 года\tРуководители ОО',
  '2\tПровести семинар наставников\t20 сентября 2023 года\tИМЦ',
].join('\n')

async function openPlan(messenger: 'telegram' | 'vk', env: Record<string, string> = {}) {
  const { town, coordinator, curator } = await openPlanned(messenger, map, {
    at: '2023-09-10T01:00:00Z',
    env,
  })
  return { town, coordinator, curator }
}

const addressIn = (speaker: Speaker): string =>
  /https:\/\/dates\.example\.ru(\/calendar\/\S+\.ics)/.exec(speaker.last().text)?.[1] ?? ''

const get = (town: Town, path: string) => fetch(`${town.app.url}${path}`)

/** Lines of a calendar, the folded ones put together. */
const events = (ics: string): string[] =>
  ics
    .replace(/\r\n /g, '')
    .split('\r\n')
    .filter((line) => /^(SUMMARY|DTSTART|UID)/.test(line))

describe.each(['telegram', 'vk'] as const)('«Календарь» in %s', (messenger) => {
  test('is subscribed to by a secret address, that is changed and taken back', async () => {
    const { town, coordinator, curator } = await openPlan(messenger, {
      PUBLIC_URL: 'https://dates.example.ru/',
    })
    await curator.say('/plan')
    await curator.say('Другие виды и файлы')
    await curator.tap('Календарь')
    await curator.tap('Получить ссылку')
    const first = addressIn(curator)
    const answer = await get(town, first)
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const ics = await answer.text()
    expect(events(ics)).toEqual([
      expect.stringMatching(/^UID:occurrence-\d+@dates\.example\.ru$/),
      'DTSTART;VALUE=DATE:20231001',
      'SUMMARY:1 Издать приказ о наставничестве',
    ])
    expect(ics).not.toMatch(/Лугова|Северцева/)
    const [kept] = await town.app.database.query<{ hash: string }>(
      'SELECT secret_hash AS hash FROM calendar_feed',
    )
    expect(first).not.toContain(kept?.hash)

    await coordinator.say('/calendar')
    await coordinator.tap('Получить ссылку')
    expect(events(await (await get(town, addressIn(coordinator))).text())).toHaveLength(6)

    await curator.say('/calendar')
    await curator.tap('Новая ссылка')
    const second = addressIn(curator)
    expect((await get(town, first)).status).toBe(404)
    expect((await get(town, second)).status).toBe(200)
    await curator.say('/calendar')
    await curator.tap('Отключить')
    expect((await get(town, second)).status).toBe(404)
    for (const wrong of ['/calendar/a.ics', '/calendar/', `/calendar/${'a'.repeat(32)}.ics`])
      expect((await get(town, wrong)).status).toBe(404)
  })

  test('keeps the event of a due that is moved, and says when it is cancelled', async () => {
    const { town, coordinator, curator } = await openPlan(messenger)
    const shown = async (who: Speaker) => {
      await who.say('/calendar')
      const sent = who.heard().findLast((message) => message.file !== undefined)
      const file = town[messenger].file(sent?.file?.id ?? '')
      const lines = (file?.bytes.toString('utf8') ?? '').replace(/\r\n /g, '').split('\r\n')
      return lines.filter((line) => /^(SUMMARY|DTSTART|UID|STATUS)/.test(line))
    }
    const [uid, ...before] = await shown(curator)
    expect(before).toEqual([
      'DTSTART;VALUE=DATE:20231001',
      'SUMMARY:1 Издать приказ о наставничестве',
      'STATUS:CONFIRMED',
    ])
    const [row] = await town.app.database.query<{ id: number }>(
      'SELECT id FROM assignment WHERE school_id = $1',
      [town.schoolId],
    )
    const ruler = {
      accountId: 0,
      messenger,
      personId: coordinator.personId,
      municipalityId: town.municipalityId,
      roles: [{ role: 'coordinator' as const, schoolId: null }],
    }
    await town.domain((d) => d.moves.move(ruler, row!.id, '2023-10-16', 'отпуск'))
    expect(await shown(curator)).toEqual([uid, 'DTSTART;VALUE=DATE:20231016', ...before.slice(1)])
    await town.domain((d) => d.moves.cancel(ruler, row!.id, 'не нужно'))
    expect(await shown(curator)).toEqual([
      uid,
      'DTSTART;VALUE=DATE:20231016',
      'SUMMARY:Отменено: 1 Издать приказ о наставничестве',
      'STATUS:CANCELLED',
    ])
  })

  test('comes as a file where nobody serves an address; what is done is marked', async () => {
    const { town, curator } = await openPlan(messenger)
    await curator.say('/done')
    await curator.say('/calendar')
    const { file } = curator.last()
    expect(file?.name).toBe('Сроки плана.ics')
    const ics = town[messenger].file(file?.id ?? '')?.bytes.toString('utf8') ?? ''
    expect(events(ics)).toContain('SUMMARY:✅ 1 Издать приказ о наставничестве')
  })
})

test('who has left sees nothing any more at the address', async () => {
  const { town, curator } = await openPlan('telegram', { PUBLIC_URL: 'https://dates.example.ru' })
  await curator.say('/calendar')
  await curator.tap('Получить ссылку')
  const address = addressIn(curator)
  expect((await get(town, address)).status).toBe(200)
  await town.app.database.query('UPDATE membership SET until = now() WHERE person_id = $1', [
    curator.personId,
  ])
  expect((await get(town, address)).status).toBe(404)
})
