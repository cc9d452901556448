import { describe, expect, test } from 'vitest'
import { readDeadline } from '../../src/domain/roadmaps/deadlines/index.ts'
import { newInvitationCode } from '../../src/domain/shared/codes.ts'
import { actorOf } from '../support/accounts.ts'
import { aDraft, aRow } from '../support/drafts.ts'
import { openTown, type Town } from '../support/talk.ts'

const period = { start: '2026-09-01', end: '2027-08-31' }

const invite = (town: Town) =>
  town.domain((domain) =>
    domain.invitations.issueByOperator({
      role: 'teacher',
      municipalityId: town.municipalityId,
      schoolId: town.schoolId,
    }),
  )

test('an invitation cannot be guessed: 96 random bits, none twice', () => {
  const codes = Array.from({ length: 2000 }, newInvitationCode)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes)
    expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(80)
  // Every bit of them is random: each is set in about half of the codes.
  for (let bit = 0; bit < 96; bit++) {
    const set = codes.filter(
      (code) => ((Buffer.from(code, 'base64url')[bit >> 3] ?? 0) >> (bit & 7)) & 1,
    ).length
    expect(set).toBeGreaterThan(800)
    expect(set).toBeLessThan(1200)
  }
})

describe.each(['telegram', 'vk'] as const)('at the door, in %s,', (name) => {
  test('ten guesses lock out, and then the right code is not taken either', async () => {
    const town = await openTown()
    const { code } = await invite(town)
    const guest = town.stranger(name, 'Ольга Гостева')
    for (let i = 0; i < 10; i++) await guest.start(newInvitationCode())
    await guest.start(code)
    const [members] = await town.app.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM membership',
    )
    expect(members?.n).toBe(0)
    expect(guest.last().text).toMatch(/час|позже|попыт/i)
    const other = town.stranger(name, 'Пётр Новый')
    await other.start(code)
    expect(other.last().text).not.toMatch(/попыт/i)
  }, 40_000)

  test('HTML in a name is shown as it was written, wherever it appears', async () => {
    const town = await openTown()
    const evil = '<b>Жирнова</b> <a href="x">Анна</a> &amp;'
    const coordinator = await town.citizen(name, evil, 'coordinator')
    const gone = await town.citizen(name, '<i>Курсивов</i> <script>Иван</script>', 'teacher')
    const curator = await town.citizen(name, 'Строгова Вера', 'curator')
    await town.app.messengers.get(name)?.stop()
    await (name === 'telegram' ? town.telegram : town.vk).block(gone.userId)
    await town.domain(({ deliveries }) =>
      deliveries.tell(gone.personId, { text: [{ key: 'menu-title' }] }),
    )
    await town.settled()
    await expect.poll(() => curator.heard().length, { timeout: 8000 }).toBe(1)
    expect(curator.last().text).toContain('<i>Курсивов</i>')
    expect(curator.last().html).not.toMatch(/<script|<i>Курсивов/)
    const message = { text: [{ key: 'dialogue-number-at-least', args: { min: evil } }] }
    await town.domain(({ deliveries }) => deliveries.tell(coordinator.personId, message))
    await expect.poll(() => coordinator.heard().length, { timeout: 8000 }).toBe(1)
    expect(coordinator.last().text).toContain(evil)
    expect(coordinator.last().html).not.toMatch(/<a |<b>Жирнова/)
  })

  test("somebody else's button, pressed by its id, does nothing", async () => {
    const town = await openTown()
    const coordinator = await town.citizen(name, 'Котова Анна', 'coordinator')
    await town.citizen(name, 'Строгова Вера', 'curator')
    const [school] = await town.app.database.query<{ id: number }>(
      'INSERT INTO school (municipality_id, name) VALUES ($1, $2) RETURNING id',
      [town.municipalityId, 'Школа № 2'],
    )
    const stranger = await town.citizen(name, 'Чужова Инна', 'curator', {
      schoolId: school?.id ?? 0,
    })
    const teacher = await town.citizen(name, 'Зимин Борис', 'teacher')
    const guest = town.stranger(name, 'Ольга Гостева')
    const phrase = 'до 1 октября 2026 года'
    const deadline = readDeadline(phrase, period)
    const row = aRow({ number: '1', responsible: ['Руководители ОО'], phrase, deadline })
    const actor = await actorOf(town, coordinator)
    await town.domain(async ({ roadMaps }) => {
      await roadMaps.load(actor, await roadMaps.addDraft(actor, { ...aDraft([row]), period }))
    })
    const assignments = await town.app.database.query<{ id: number; school: number }>(
      'SELECT id, school_id AS school FROM assignment',
    )
    const ours = assignments.find((one) => one.school === town.schoolId)
    expect(ours).toBeDefined()
    const state = () =>
      town.app.database.query('SELECT id, status, comment FROM assignment ORDER BY id')
    const before = JSON.stringify(await state())
    for (const who of [stranger, teacher, guest]) {
      await who.start()
      for (const command of [
        'done',
        'show',
        'later',
        'undo',
        'note',
        'accept',
        'decline',
        'withdraw',
      ]) {
        await who.tapRaw(who.last().id, `c:${command}:${ours?.id}`)
        expect(who.last().text).not.toContain('Мероприятие 1')
        expect(who.last().text).not.toMatch(/пошло не так/)
      }
    }
    expect(JSON.stringify(await state())).toBe(before)
    expect(await town.app.database.query('SELECT id FROM snooze')).toEqual([])
  }, 40_000)
})
