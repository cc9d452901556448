import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPlain } from '../../src/bots/content.ts'
import { draw } from '../../src/bots/draw.ts'
import type { Limits } from '../../src/bots/messenger.ts'
import { splitText } from '../../src/bots/split-text.ts'
import { readWords, sayDay } from '../../src/bots/words.ts'
import type { Message } from '../../src/domain/deliveries/message.ts'
import { readData } from '../../src/flows/screen.ts'

const words = readWords(join(import.meta.dirname, '..', '..', 'locales', 'ru'), {
  today: () => '2026-10-01',
})
const vk: Limits = {
  text: 4096,
  caption: 4096,
  buttons: 10,
  rows: 6,
  columns: 5,
  label: 40,
  data: 64,
  together: 1,
  inFlight: 1,
  batch: 100,
  perSecond: 20,
  pacesReplies: true,
  fileIn: 1,
}
const noMenu = async () => []

const asking = (labels: string[], more: object = {}, page = 0): Message => ({
  text: [],
  screen: {
    step: 3,
    question: { key: 'menu-title', options: labels.map((text) => ({ label: { text } })), ...more },
    lead: [],
    page,
    ticked: [],
    back: true,
  } as never,
})

describe('a question', () => {
  test('fits the smallest keyboard with any number of options, and every option is on some page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        async (labels, many) => {
          const seen = new Set<number>()
          for (let page = 0; page < labels.length; page++) {
            const [content] = await draw(
              asking(labels, many ? { many: { least: 0 } } : { skip: true }, page),
              words,
              vk,
              noMenu,
            )
            const rows = content?.buttons ?? []
            expect(rows.length).toBeLessThanOrEqual(vk.rows)
            expect(rows.flat().length).toBeLessThanOrEqual(vk.buttons)
            for (const row of rows) expect(row.length).toBeLessThanOrEqual(vk.columns)
            for (const { label, data } of rows.flat()) {
              expect(label.length).toBeLessThanOrEqual(vk.label)
              expect(Buffer.byteLength(data)).toBeLessThanOrEqual(vk.data)
              const read = readData(data)
              const option = read && 'what' in read ? /^[ot](\d+)$/.exec(read.what) : null
              if (option) seen.add(Number(option[1]))
            }
          }
          expect(seen.size).toBe(labels.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('pages a scale of ten in two full rows, and says what is ticked on another page', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => String(i + 1))
    const faces = async (page: number) =>
      (await draw(asking(ten, {}, page), words, vk, noMenu))[0]?.buttons?.[0]?.map(
        ({ label }) => label,
      )
    expect(await faces(0)).toEqual(['1', '2', '3', '4', '5'])
    expect(await faces(1)).toEqual(['6', '7', '8', '9', '10'])
    const message = asking(
      Array.from({ length: 30 }, (_, i) => `Вариант <${i + 1}>`),
      { many: { least: 2 } },
    )
    Object.assign(message.screen as object, { ticked: [0, 28] })
    const [content] = await draw(message, words, vk, noMenu)
    expect(content?.text).toContain('✓ Вариант &lt;29&gt;')
    expect(content?.text).not.toContain('&lt;1&gt;')
  })

  test('fits it, too, however many stand beside the list, and loses none of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            text: fc.string({ minLength: 1, maxLength: 60 }),
            apart: fc.boolean(),
            mark: fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined }),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        fc.boolean(),
        fc.boolean(),
        async (options, many, skip) => {
          const seen = new Set<number>()
          const question = {
            options: options.map(({ text, apart, mark }) => ({
              label: { text },
              ...(apart ? { apart } : {}),
              ...(mark === undefined ? {} : { mark }),
            })),
            ...(many ? { many: { least: 0 } } : {}),
            ...(skip ? { skip } : {}),
          }
          for (let page = 0; page < options.length; page++) {
            const [content] = await draw(asking([], question, page), words, vk, noMenu)
            const rows = content?.buttons ?? []
            expect(rows.length).toBeLessThanOrEqual(vk.rows)
            expect(rows.flat().length).toBeLessThanOrEqual(vk.buttons)
            for (const row of rows) expect(row.length).toBeLessThanOrEqual(vk.columns)
            for (const { label, data } of rows.flat()) {
              expect(label).not.toContain('undefined')
              const read = readData(data)
              const option = read && 'what' in read ? /^[ot](\d+)$/.exec(read.what) : null
              if (option) seen.add(Number(option[1]))
            }
          }
          expect(seen.size).toBe(options.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('with options too long for buttons lists them by number', async () => {
    const long = 'Помощь с планированием уроков и рабочих программ'
    const [content] = await draw(asking([long, 'Дисциплина']), words, vk, noMenu)
    expect(content?.text).toContain(`1. ${long}`)
    expect(content?.buttons?.[0]?.map((b) => b.label)).toEqual(['1', '2'])
  })

  test('with numbers of its own is listed by them; what stands beside keeps its words', async () => {
    const options = [
      { label: { text: '4.4 Мониторинг адаптации молодых педагогов в школах' }, mark: '4.4' },
      { label: { text: '7.1 Мониторинг кадров' }, mark: '7.1' },
      { label: { text: 'Изменить пожелания' }, apart: true },
    ]
    const [content] = await draw(asking([], { options }), words, vk, noMenu)
    expect(content?.text).toContain('\n4.4 Мониторинг')
    expect(content?.text).not.toContain('1. ')
    expect(content?.buttons?.map((row) => row.map((b) => b.label))).toEqual([
      ['4.4', '7.1'],
      ['Изменить пожелания'],
      ['← Назад', 'Отменить'],
    ])
  })

  test('shows a scale of marks in one row', async () => {
    const [content] = await draw(asking(['1', '2', '3', '4', '5']), words, vk, noMenu)
    expect(content?.buttons?.[0]?.map((b) => b.label)).toEqual(['1', '2', '3', '4', '5'])
  })
})

test('what people write is shown as they wrote it, never as formatting', async () => {
  const message: Message = {
    text: [
      { key: 'delivery-unreachable', args: { name: '<b>Иванов</b> & Ко' } },
      { text: '<i>сам</i>' },
    ],
  }
  const [content] = await draw(message, words, vk, noMenu)
  expect(content?.text).toContain('&lt;b&gt;Иванов&lt;/b&gt; &amp; Ко')
  expect(toPlain(content?.text ?? '')).toContain('<b>Иванов</b> & Ко')
  expect(toPlain(content?.text ?? '')).toContain('<i>сам</i>')
})

test('a long text is cut where people would cut it, and nothing of it is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[а-я]{1,30}[.!\n]?$/), { minLength: 1, maxLength: 400 }),
      (all) => {
        const text = all.join(' ')
        const parts = splitText(text, 200)
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(200)
        expect(parts.join(' ').replace(/\s+/g, ' ').trim()).toBe(text.replace(/\s+/g, ' ').trim())
      },
    ),
  )
})

test('bold that a cut would tear is closed and opened again', () => {
  const parts = splitText(`<b>${'слово '.repeat(60)}</b>`, 200)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect(part.split('<b>').length).toBe(part.split('</b>').length)
})

test('a day is said with its year only when it is not this one', () => {
  expect(sayDay('2026-10-01', '2026-01-01')).toBe('1 октября')
  expect(sayDay('2027-05-09', '2026-01-01')).toBe('9 мая 2027 года')
})

test('why a messenger may not carry personal data is said where the operator has said it', () => {
  const folder = join(import.meta.dirname, '..', '..', 'locales', 'ru')
  const told = readWords(folder, { today: () => '2026-10-01', reason: 'так <велит> закон' })
  const line = { key: 'people-names-not-here' }
  expect(told.plain(line)).toContain('Здесь людей называть нельзя: так <велит> закон. Подключите')
  expect(told.html(line)).toContain('так &lt;велит&gt; закон')
  expect(words.plain(line)).toContain('Здесь людей называть нельзя. Подключите')
})
