import { expect, test } from 'vitest'
import { mapNames } from '../../../src/domain/roadmaps/map-names.ts'

const map = (id: number, title: string, start: string, end: string) => ({
  id,
  title,
  start: `${start}-01-01`,
  end: `${end}-12-31`,
})
const names = (...maps: ReturnType<typeof map>[]) => [...mapNames(maps).values()]

test('a single road map needs no name', () => {
  expect(names(map(1, 'План', '2025', '2028'))).toEqual([])
})

test('road maps of different years are told by their years', () => {
  expect(names(map(1, 'План', '2025', '2028'), map(2, 'План', '2026', '2026'))).toEqual([
    '2025–2028',
    '2026',
  ])
})

test('road maps of the same years are told by what their titles do not share', () => {
  expect(
    names(
      map(1, 'План развития наставничества', '2025', '2028'),
      map(2, 'План развития школьных библиотек', '2025', '2028'),
      map(3, 'План развития', '2021', '2024'),
    ),
  ).toEqual(['«наставничества», 2025–2028', '«школьных библиотек», 2025–2028', '2021–2024'])
})
