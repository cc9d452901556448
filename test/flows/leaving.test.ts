import { describe, expect, test } from 'vitest'
import { openSetting } from '../support/settings.ts'
import { allHeard, openTown } from '../support/talk.ts'

describe.each(['telegram', 'vk'] as const)('roles in %s', (messenger) => {
  test('that come back by invitation alone are not offered to be asked for', async () => {
    const town = await openTown()
    await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const leaving = await town.citizen(messenger, 'Громова Вера Ивановна', 'coordinator')
    await openSetting(leaving, 'Мои роли')
    await leaving.tap('Оставить роль')
    expect(leaving.last().text).toContain('(Город Пример)')
    await leaving.tap('Оставить роль')
    expect(leaving.last().text).toContain('по новому приглашению')
    await openSetting(leaving, 'Мои роли')
    expect(allHeard(leaving)).toContain('муниципальный координатор, Город Пример: с')
    expect(leaving.buttons()).not.toContain('Вернуться')
    expect(leaving.last().text).toContain('по новому приглашению')
  })

  test('of a school are shown to its curator when the curator may end them', async () => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    await town.citizen(messenger, 'Директорова Нина Павловна', 'head')
    await curator.say('Участники школы')
    expect(curator.last().text).toContain('некого')
    const teacher = await town.citizen(messenger, 'Орлова Анна Ильинична', 'teacher')
    await curator.say('Участники школы')
    expect(curator.last().text + curator.buttons().join()).not.toMatch(/Директорова|Кураторова/)
    expect(curator.buttons()).toContain('Закрыть')
    expect(curator.buttons()).not.toContain('Отменить')
    await curator.tap(curator.buttons().find((label) => label.startsWith('Орлова')) ?? '1')
    await curator.tap('Отметить уход')
    expect(curator.last().text).toContain('больше не педагог')
    expect(teacher.last().text).toContain('«Мои роли»')
  })

  test('of the municipality are ended by a coordinator, too', async () => {
    const town = await openTown()
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const methodist = await town.citizen(messenger, 'Громова Вера Ивановна', 'methodist', {
      schoolId: null,
    })
    await coordinator.say('Участники школы')
    await coordinator.tap('Город Пример')
    await coordinator.tap(coordinator.buttons().find((one) => one.startsWith('Громова')) ?? '1')
    await coordinator.tap('Отметить уход')
    expect(coordinator.last().text).toContain('больше не методист')
    expect(methodist.last().text).toContain('«методист» (Город Пример) завершена')
    expect(methodist.last().text).toContain('по новому приглашению')
  })
})
