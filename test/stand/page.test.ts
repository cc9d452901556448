import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../stand/cast.ts'
import { type Stand, startStand } from '../../stand/stand.ts'
import { chromiumPath, openBrowser } from './browser.ts'
import { standCall, telegramCall, vkCall } from './over-http.ts'

if (!chromiumPath) console.log('The page is not tested: no Chromium here (set CHROMIUM_PATH).')

describe.skipIf(!chromiumPath)('the page', () => {
  let browser: Browser
  let stand: Stand
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    stand = await startStand()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })
    page.setDefaultTimeout(10_000)
    complaints.length = 0
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('status of 4')) {
        complaints.push(line.text())
      }
    })
    page.on('request', (request) => {
      if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(stand.page)) {
        complaints.push(`asked for ${request.url()}`)
      }
    })
    await page.goto(stand.page)
    await page.locator('.vk .people li').first().waitFor()
  })
  afterEach(async () => {
    await page.close()
    await stand.stop()
    expect(complaints).toEqual([])
  })

  const person = (id: string) => cast.find((member) => member.id === id)!
  const telegramSays = (id: string, text: string, more: object = {}) =>
    telegramCall(stand, 'sendMessage', { chat_id: person(id).telegram, text, ...more })

  test('a person starts the bot, says something and sees the answer with its buttons', async () => {
    const telegram = page.locator('.window.telegram')
    await telegram.locator('[data-person=teacher]').click()
    await telegram.getByRole('button', { name: 'Начать' }).click()
    await telegram.locator('.message.mine', { hasText: '/start' }).waitFor()
    await telegram.getByRole('textbox', { name: 'Сообщение' }).fill('Здравствуйте')
    await page.keyboard.press('Enter')
    await telegram.locator('.message.mine', { hasText: 'Здравствуйте' }).waitFor()

    const reply_markup = { inline_keyboard: [[{ text: 'Согласен', callback_data: 'a' }]] }
    await telegramSays('teacher', '<b>Согласие</b>', { parse_mode: 'HTML', reply_markup })
    await telegram.locator('.by-bot b', { hasText: 'Согласие' }).waitFor()
    await telegram.getByRole('button', { name: 'Согласен' }).click()
    const lastUpdate = async () =>
      (await telegramCall(stand, 'getUpdates', { offset: -1, timeout: 5 })).result[0]
    // The press is on its way from the page to the stand.
    await expect.poll(lastUpdate).toMatchObject({ callback_query: { data: 'a' } })
    const { id, message } = (await lastUpdate()).callback_query

    await telegramCall(stand, 'answerCallbackQuery', { callback_query_id: id, text: 'Записано' })
    await telegram.locator('.toast.shown', { hasText: 'Записано' }).waitFor()
    await telegramCall(stand, 'editMessageText', {
      chat_id: message.chat.id,
      message_id: message.message_id,
      text: 'Спасибо',
    })
    await telegram.locator('.by-bot', { hasText: /Спасибо.*изменено/ }).waitFor()
  })

  test('the keyboard below the input is pressed like a word', async () => {
    const reply_markup = { keyboard: [[{ text: 'Меню' }]], resize_keyboard: true }
    await telegramSays('coordinator', 'Выбирайте', { reply_markup })
    const telegram = page.locator('.window.telegram')
    await telegram.locator('.keyboard').getByRole('button', { name: 'Меню' }).click()
    await telegram.locator('.message.mine', { hasText: 'Меню' }).waitFor()
  })

  test('the end of a long talk is in sight, also above the keyboard', async () => {
    await page.setViewportSize({ width: 900, height: 600 })
    for (let n = 1; n <= 12; n++) await telegramSays('head', `Строка ${n}`)
    const reply_markup = { keyboard: [[{ text: 'Раз' }], [{ text: 'Два' }], [{ text: 'Три' }]] }
    await telegramSays('head', 'Последняя', { reply_markup })
    await page.locator('.telegram [data-person=head]').click()
    const last = page.locator('.telegram .message', { hasText: 'Последняя' })
    await last.waitFor()
    await expect
      .poll(async () => {
        const [end, box] = await Promise.all([
          last.boundingBox(),
          page.locator('.telegram .log').boundingBox(),
        ])
        return end!.y + end!.height <= box!.y + box!.height
      })
      .toBe(true)
  })

  test('what another person got is marked until it is opened', async () => {
    await telegramSays('head', 'Приказ готов')
    const head = page.locator('.telegram [data-person=head]')
    await head.locator('.badge', { hasText: '1' }).waitFor()
    await head.click()
    await page.locator('.telegram .message', { hasText: 'Приказ готов' }).waitFor()
    await head.locator('.badge').waitFor({ state: 'detached' })
  })

  test('an invitation link opens the bot in its messenger as the chosen person', async () => {
    await page.locator('.telegram .open-link').click()
    await page.getByLabel('Ссылка или код').fill('https://vk.me/club225000001?ref=welcome1')
    await page.getByLabel('Кто открывает').selectOption('teacher')
    await page.getByRole('button', { name: 'Открыть', exact: true }).click()
    await page.locator('.vk [data-person=teacher][aria-pressed=true]').waitFor()
    await expect
      .poll(async () => JSON.stringify((await standCall(stand, 'GET', '/stand/vk/updates')).body))
      .toContain('"ref":"welcome1"')
  })

  test('a file is attached and can be taken back, and a voice message is said', async () => {
    const telegram = page.locator('.window.telegram')
    await telegram
      .locator('input[type=file]')
      .setInputFiles({ name: 'Карта.txt', mimeType: 'text/plain', buffer: Buffer.from('rows') })
    const link = telegram.locator('a.file', { hasText: 'Карта.txt' })
    const href = await link.getAttribute('href')
    expect(await (await fetch(stand.page + href)).text()).toBe('rows')

    await telegram.getByRole('button', { name: 'Ещё действия' }).click()
    await page.getByRole('menuitem', { name: 'Голосовое сообщение' }).click()
    await expect.poll(() => telegram.locator('.message').count()).toBe(2)
  })

  test('a picture is shown, and a file may be dropped onto the talk', async () => {
    const telegram = page.locator('.window.telegram')
    const bytes =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await standCall(stand, 'POST', '/stand/telegram/say', {
      as: 'coordinator',
      kind: 'photo',
      bytes,
    })
    await telegram.locator('img.picture').waitFor()
    await expect
      .poll(() => page.evaluate('document.querySelector("img.picture").naturalWidth'))
      .toBe(1)
    await page.evaluate(`{
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['rows'], 'Сверху.txt'))
      const talk = document.querySelector('.telegram .talk')
      for (const type of ['dragover', 'drop']) {
        talk.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      }
    }`)
    await telegram.locator('a.file', { hasText: 'Сверху.txt' }).waitFor()
  })

  test('the group chat and the wall have their own tabs', async () => {
    const vk = page.locator('.window.vk')
    await vk.getByRole('tab', { name: /Молодые педагоги/ }).click()
    await vk.getByRole('textbox', { name: 'Сообщение' }).fill('Кто идёт на семинар?')
    await page.keyboard.press('Enter')
    await vk.locator('.message.mine', { hasText: 'Кто идёт на семинар?' }).waitFor()
    await vk.locator('[data-person=mentee]').click()
    await vk.getByRole('tab', { name: /Молодые педагоги/ }).click()
    await vk.locator('.message.theirs', { hasText: 'Марина Лугова' }).last().waitFor()

    const { userToken, groupId } = stand.messengers.vk.credentials
    await vk.getByRole('tab', { name: 'Стена' }).click()
    await vkCall(stand, 'wall.post', {
      access_token: userToken ?? '',
      owner_id: `-${groupId}`,
      from_group: '1',
      message: 'Методический день',
    })
    await vk.locator('.message', { hasText: 'Методический день' }).waitFor()
  })

  test('the bot is blocked and unblocked', async () => {
    const vk = page.locator('.window.vk')
    await vk.getByRole('button', { name: 'Ещё действия' }).click()
    await page.getByRole('menuitem', { name: 'Запретить сообщения' }).click()
    await vk.getByText('Вы запретили сообществу писать вам.').waitFor()
    await vk.getByRole('button', { name: 'Разрешить сообщения' }).click()
    await vk.getByRole('textbox', { name: 'Сообщение' }).waitFor()
  })

  test('the clock is put to a day, and then to the next morning', async () => {
    await page.getByRole('button', { name: 'Выбрать день' }).click()
    await page.getByLabel('День', { exact: true }).fill('2023-08-31')
    await page.getByLabel('Время').fill('18:30')
    await page.getByRole('button', { name: 'Перевести часы' }).click()
    await page.getByText('чт, 31 августа 2023').waitFor()
    await page.getByRole('button', { name: 'Следующее утро 09:00' }).click()
    await page.getByText('пт, 1 сентября 2023').waitFor()
    expect(new Date(stand.world.now()).toISOString()).toMatch(/^2023-08-31T22:00/)
    await page.getByRole('button', { name: '+1 день' }).click()
    await page.getByText('сб, 2 сентября 2023').waitFor()
    await page.getByRole('button', { name: 'Сейчас' }).click()
    await expect.poll(() => Math.abs(stand.world.now() - Date.now())).toBeLessThan(1000)
  })

  test('a fault is ordered from its menu', async () => {
    await page.getByRole('button', { name: 'Сбои' }).click()
    await page.getByLabel('Что случится').selectOption('server')
    await page.getByRole('button', { name: 'Заказать' }).click()
    await page.locator('#fault-list li', { hasText: 'ошибка сервера' }).waitFor()
    expect(stand.world.faults()).toMatchObject([{ messenger: 'telegram', kind: 'server' }])
  })

  test('on a phone one messenger is shown at a time and nothing sticks out', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: /^ВКонтакте/ }).click()
    expect(await page.locator('.window.vk').isVisible()).toBe(true)
    expect(await page.locator('.window.telegram').isVisible()).toBe(false)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })
})
