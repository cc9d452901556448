import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inlineKeyboard, type Keyboard, keyboardBelow } from '../../../src/bots/vk/menu.ts'
import { readKeyboard } from '../../../stand/vk/keyboard.ts'

const labels = (keyboard: Keyboard | undefined) =>
  keyboard?.buttons.map((row) => row.map(({ action }) => action.label))
const items = (count: number) =>
  Array.from({ length: count }, (_, i) => [{ label: `${i}`, command: `c${i}` }])

test('a menu of seven rows stands in two columns', () => {
  expect(labels(inlineKeyboard({ text: '', menu: items(7) }))).toEqual([
    ['0', '1'],
    ['2', '3'],
    ['4', '5'],
    ['6'],
  ])
})

test('a menu of eleven items does not fit inside a message', () => {
  expect(inlineKeyboard({ text: '', menu: items(11) })).toBeUndefined()
  expect(labels(keyboardBelow(items(11), 'Меню'))).toHaveLength(6)
})

test('buttons of a message outrank a menu that does not fit beside them', () => {
  const buttons = [[{ label: 'Да', data: 'y' }]]
  expect(labels(inlineKeyboard({ text: '', buttons, menu: items(3) }))).toHaveLength(4)
  expect(labels(inlineKeyboard({ text: '', buttons, menu: items(10) }))).toEqual([['Да']])
})

test('VK takes every keyboard of any menu', () => {
  const label = fc.string({ maxLength: 60 })
  const menu = fc.array(
    fc.array(fc.record({ label, command: fc.string({ maxLength: 40 }) }), { maxLength: 6 }),
    { maxLength: 7 },
  )
  fc.assert(
    fc.property(menu, (rows) => {
      const inline = inlineKeyboard({ text: '', menu: rows })
      fc.pre(rows.flat().length < 40)
      for (const keyboard of [inline, keyboardBelow(rows, 'Меню')])
        if (keyboard) readKeyboard(JSON.stringify(keyboard))
    }),
  )
})
