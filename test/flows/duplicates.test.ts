import { expect, test } from 'vitest'
import { openTown } from '../support/talk.ts'

test.each([
  ['telegram', 'vk'],
  ['vk', 'telegram'],
] as const)(
  'a teacher of %s comes in once more from %s; the curator makes one person of the two',
  async (first, second) => {
    const town = await openTown()
    const curator = await town.citizen(first, 'Кураторова Вера Ивановна', 'curator')
    const known = await town.citizen(first, 'Орлова Анна Ильинична', 'teacher')
    const { code } = await town.domain(({ invitations }) =>
      invitations.issueByOperator({
        role: 'teacher',
        municipalityId: town.municipalityId,
        schoolId: town.schoolId,
      }),
    )
    const again = town.stranger(second, 'Аня')
    await again.start(code)
    await again.say('Орлова Анна Ильинична')
    await again.tap('Верно')
    expect(curator.last().text).toContain('два профиля с именем Орлова Анна Ильинична')
    await curator.tap('Сравнить')
    expect(curator.last().text).toContain('Это один человек?')
    await curator.tap('Объединить')
    expect(curator.last().text).toContain('теперь один профиль')
    expect(known.last().text).toContain('Ваши профили объединены')
    expect(again.last().text).toContain('Ваши профили объединены')
    await curator.say('/duplicates')
    expect(curator.last().text).toContain('Одинаковых профилей нет')
    await again.say('/settings')
    expect(again.last().text).toContain('Пишу вам прежде всего')
    const accounts = await town.app.database.query(
      'SELECT DISTINCT person_id FROM account WHERE person_id = $1',
      [known.personId],
    )
    expect(accounts).toHaveLength(1)
    const teachers = await town.app.database.query(
      `SELECT FROM membership WHERE role = 'teacher' AND until IS NULL`,
    )
    expect(teachers).toHaveLength(1)
  },
  60_000,
)
