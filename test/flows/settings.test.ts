import { expect, test } from 'vitest'
import { openSetting } from '../support/settings.ts'
import { allHeard, openTown } from '../support/talk.ts'

test.each(['telegram', 'vk'] as const)(
  'quiet hours and the form of address are set, and hold (%s)',
  async (messenger) => {
    const town = await openTown()
    const teacher = await town.citizen(messenger, 'Орлова Анна Ильинична', 'teacher')
    await teacher.say('/settings')
    expect(teacher.last().text).toContain('Тихие часы: нет')
    await teacher.tap('Настроить тихие часы')
    await teacher.say('никогда')
    expect(allHeard(teacher)).toContain('Напишите так: с 21:30 до 7:00')
    await teacher.say('с 10 до 18:30')
    expect(teacher.last().text).toContain('с 10:00 до 18:30 пишу только в ответ')
    const before = teacher.heard().length
    await town.domain(({ deliveries }) =>
      deliveries.tell(teacher.personId, { text: [{ text: 'Тихое дело' }] }),
    )
    await town.settled()
    expect(teacher.heard().length).toBe(before)

    await openSetting(teacher, 'Изменить обращение')
    await teacher.tap('По имени')
    expect(teacher.last().text).toBe('Хорошо, Анна.')

    town.clock.set('2026-10-05T08:00:00Z')
    await expect.poll(() => teacher.last().text, { timeout: 20_000 }).toBe('Тихое дело')
  },
  60_000,
)

test.each(['telegram', 'vk'] as const)(
  'a teacher moves to another school, leaves it, and comes back (%s)',
  async (messenger) => {
    const town = await openTown()
    const { id: schoolId } = await town.domain(({ organisations }) =>
      organisations.openSchool(town.municipalityId, 'Школа № 2'),
    )
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator', {
      schoolId,
    })
    const teacher = await town.citizen(messenger, 'Орлова Анна Ильинична', 'teacher')
    await openSetting(teacher, 'Мои роли')
    expect(allHeard(teacher)).toContain('педагог, Школа № 1')
    await teacher.tap('Перейти в другую школу')
    await teacher.tap('Школа № 2')
    expect(teacher.last().text).toContain('Я спросил куратора школы «Школа № 2»')
    expect(curator.last().text).toContain('Орлова Анна Ильинична просит принять в школу')
    await curator.tap('Принять')
    expect(curator.last().text).toContain('Приняли: Орлова Анна Ильинична')
    expect(teacher.last().text).toContain('Вас приняли в школу «Школа № 2»')

    await curator.say('Участники школы')
    await curator.tap(curator.buttons().find((label) => label.startsWith('Орлова')) ?? '1')
    expect(curator.last().text).toContain('Отметить уход')
    await openSetting(teacher, 'Мои роли')
    await teacher.tap('Оставить роль')
    await teacher.tap('Оставить роль')
    expect(teacher.last().text).toContain('Спасибо вам')
    expect(curator.last().text).toContain('больше не педагог')
    await openSetting(teacher, 'Мои роли')
    await teacher.tap('Вернуться')
    await teacher.tap('Школа № 2')
    await curator.tap('Отклонить')
    expect(teacher.last().text).toContain('пока не принял вас')
  },
  60_000,
)

test.each(['telegram', 'vk'] as const)(
  'a consent with an electronic signature is checked and kept with its file (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    const teacher = await town.citizen(messenger, 'Орлова Анна Ильинична', 'teacher')
    await curator.say('/paper_consent')
    await curator.tap(curator.buttons().find((label) => label.startsWith('Орлова')) ?? '1')
    await curator.tap('Загрузить файл с электронной подписью')
    await curator.send({
      kind: 'file',
      name: 'согласие.sig',
      bytes: Buffer.from([0x30, 0x82, 0x01, 0x00, 0x06, 0x09, 0x2a, 0x86, 0x48]),
    })
    await curator.say('03.10.2026')
    expect(curator.last().text).toContain('Госуслуги')
    await curator.tap('Всё верно')
    expect(curator.last().text).toContain('согласие с электронной подписью')
    const [row] = await town.app.database.query<{ basis: string; by: number; file: string }>(
      `SELECT c.basis, c.checked_by_id AS by, f.name AS file FROM consent c JOIN stored_file f ON f.id = c.file_id
       WHERE c.person_id = $1 AND c.state = 'given'`,
      [teacher.personId],
    )
    expect(row).toEqual({ basis: 'esign', by: curator.personId, file: 'согласие.sig' })
    expect(teacher.last().text).toContain('Согласие на обработку персональных данных')
  },
  60_000,
)
