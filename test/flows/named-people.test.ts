import { expect, test } from 'vitest'
import { consents } from '../support/consents.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

/** A mentee has named a mentor and is asked for the next one. */
async function begun(messenger: 'telegram' | 'vk') {
  const town = await openTown()
  const mentee = await town.citizen(messenger, 'Рощина Елена Петровна', 'mentee')
  const first = await town.citizen('telegram', 'Абрамов Пётр Ильич', 'mentor')
  const second = await town.citizen('vk', 'Яковлев Олег Иванович', 'mentor')
  await consents(town, mentee, first, second)
  await mentee.say('/questionnaire meeting-mentee')
  await mentee.tap('Начать')
  await mentee.tap('Абрамов Пётр Ильич')
  return { town, mentee, first, second }
}

/** What leads past a question that need not be answered. */
const skipping = (who: Speaker) =>
  ['Пропустить', 'Каждую неделю'].find((label) => who.buttons().includes(label)) ?? 'Готово'

const named = (town: Town) =>
  town.app.database.query(`SELECT value FROM answer WHERE question = 'wanted'`)

test.each(['telegram', 'vk'] as const)(
  'who is named and is a mentor no longer stays named, and the next one can be named (%s)',
  async (messenger) => {
    const { town, mentee, first, second } = await begun(messenger)
    await town.app.database.query('UPDATE membership SET until = now() WHERE person_id = $1', [
      first.personId,
    ])
    await mentee.tap('Яковлев Олег Иванович')
    expect(mentee.last().text).toContain('1. Абрамов Пётр Ильич\n2. Яковлев Олег Иванович')
    expect(await named(town)).toEqual([{ value: [first.personId, second.personId] }])
  },
  60_000,
)

test.each(['telegram', 'vk'] as const)(
  'who is named and was forgotten is not shown any more, neither beside others nor alone (%s)',
  async (messenger) => {
    const { town, mentee, first } = await begun(messenger)
    await town.app.database.query('UPDATE person SET erased_at = now() WHERE id = $1', [
      first.personId,
    ])
    await mentee.tap('Яковлев Олег Иванович')
    expect(mentee.last().text).toContain('1. Яковлев Олег Иванович')
    expect(mentee.last().text).not.toContain('—')
    await mentee.tap('Готово')
    for (let left = 0; left < 4; left++) await mentee.tap(skipping(mentee))
    expect(mentee.last().text).toMatch(/хотели бы работать\?\n1\. Яковлев Олег Иванович\n/)
  },
  60_000,
)
