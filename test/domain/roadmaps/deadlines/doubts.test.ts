import { expect, test } from 'vitest'
import { readDeadline } from '../../../../src/domain/roadmaps/deadlines/index.ts'

const asked = (phrase: string) =>
  readDeadline(phrase, { start: '2023-09-01', end: '2024-08-31' })
    .doubts.map(({ text }) => text)
    .join(' ')

test('a question about dates side by side speaks of as many as there are', () => {
  expect(asked('15.10.2023 15.11.2023')).toContain('Два отдельных срока')
  const five = asked('15.10.2023 15.11.2023 15.12.2023 15.01.2024 15.02.2024')
  expect(five).not.toContain('Два')
  expect(five).toContain('всего 5')
})

test('nobody is asked about the rest where nothing else was read', () => {
  expect(asked('до 1 октября 2023 абракадабра')).toContain('Верно ли прочитано остальное?')
  expect(asked('абракадабра')).not.toContain('остальное')
})
