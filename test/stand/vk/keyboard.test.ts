import { describe, expect, test } from 'vitest'
import { readKeyboard } from '../../../stand/vk/keyboard.ts'

const button = (action: object = {}, more: object = {}) => ({
  action: { type: 'callback', label: 'Да', payload: '{"a":1}', ...action },
  ...more,
})
const grid = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => button()))

const read = (keyboard: object) => readKeyboard(JSON.stringify(keyboard))

describe("the keyboard's limits", () => {
  test.each([
    ['5 × 2 inline', { inline: true, buttons: grid(2, 5) }],
    ['6 rows inline', { inline: true, buttons: grid(6, 1) }],
    ['10 rows of 4 below', { buttons: grid(10, 4) }],
    ['an empty one, which removes it', { buttons: [] }],
    [
      'a link without colour',
      { buttons: [[button({ type: 'open_link', link: 'https://vk.com' })]] },
    ],
    ['a label of 40', { buttons: [[button({ label: 'а'.repeat(40) })]] }],
    ['a payload that is an object', { buttons: [[button({ payload: { a: 1 } })]] }],
  ])('are kept by %s', (_, keyboard) => {
    expect(() => read(keyboard)).not.toThrow()
  })

  test.each([
    [
      '11 buttons inline',
      { inline: true, buttons: grid(3, 4) },
      'keyboard contains too much buttons',
    ],
    ['7 rows inline', { inline: true, buttons: grid(7, 1) }, 'buttons contain too much rows'],
    ['6 columns', { buttons: grid(1, 6) }, 'row 0 contains too much columns'],
    ['11 rows', { buttons: grid(11, 1) }, 'buttons contain too much rows'],
    ['41 buttons', { buttons: grid(9, 5) }, 'keyboard contains too much buttons'],
    ['one_time inline', { inline: true, one_time: true, buttons: grid(1, 1) }, 'one_time'],
    ['inline as a number', { inline: 1, buttons: grid(1, 1) }, 'inline property should be boolean'],
    ['an empty row', { buttons: [[]] }, 'row 0'],
    ['an empty label', { buttons: [[button({ label: '' })]] }, 'at least 1 letters length'],
    ['a label of 41', { buttons: [[button({ label: 'а'.repeat(41) })]] }, 'label'],
    ['a payload of 256', { buttons: [[button({ payload: `"${'а'.repeat(254)}"` })]] }, 'payload'],
    ['a payload that is no JSON', { buttons: [[button({ payload: 'a=1' })]] }, 'payload'],
    ['a payload of null', { buttons: [[button({ payload: null })]] }, 'payload'],
    ['an unknown type', { buttons: [[button({ type: 'web_app' })]] }, 'type is invalid'],
    ['an unknown field', { buttons: [[button({ link: 'https://vk.com' })]] }, 'unknown fields'],
    [
      'a coloured link',
      { buttons: [[button({ type: 'open_link', link: 'https://vk.com' }, { color: 'primary' })]] },
      'color',
    ],
    [
      'a broken link',
      { buttons: [[button({ type: 'open_link', link: '{url}' })]] },
      'invalid link',
    ],
    ['an unknown colour', { buttons: [[button({}, { color: 'blue' })]] }, 'color'],
  ])('are broken by %s', (_, keyboard, detail) => {
    expect(() => read(keyboard)).toThrow(`Keyboard format is invalid: `)
    expect(() => read(keyboard)).toThrow(detail)
  })

  test('do not matter to a text that is no JSON: that is error 100', () => {
    expect(() => readKeyboard('{')).toThrow(
      'One of the parameters specified was missing or invalid',
    )
  })
})
