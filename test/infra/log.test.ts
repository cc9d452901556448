import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Log, openLog } from '../../src/infra/log.ts'
import { scrub } from '../../src/infra/scrub.ts'

const TOKEN = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1'

function linesOf(write: (log: Log) => void): string {
  const lines: string[] = []
  write(openLog({ stream: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

test('a line is one JSON object with its room, level and time', () => {
  const line = linesOf((log) => log.child({ room: 'deliveries' }).info({ id: 7 }, 'sent'))
  expect(JSON.parse(line)).toMatchObject({ level: 'info', room: 'deliveries', id: 7, msg: 'sent' })
  expect(new Date(JSON.parse(line).time).getTime()).toBeGreaterThan(0)
})

test('tokens and passwords do not get into the log, wherever they stand', () => {
  const lines = linesOf((log) => {
    log.info({ deep: { settings: { token: 'abc', VK: { access_token: 'vk1' } } } }, 'a')
    log.warn(`GET https://api.telegram.org/bot${TOKEN}/getMe failed`)
    log.warn('POST https://api.vk.ru/method/users.get?access_token=short-one&v=5')
    log.error({ err: new Error(`connect postgresql://tandem:pa55word@db/tandem`) }, 'b')
    log.info({ headers: { authorization: 'Bearer xyz.123' } }, 'c')
    log.info('vk1.a.QWERTYqwerty1234567890-_QWERTY')
  })
  for (const secret of ['abc', '"vk1"', 'AAHdq', 'short-one', 'pa55word', 'xyz.123', 'QWERTYq'])
    expect(lines).not.toContain(secret)
})

test('what people write, their names, addresses and numbers do not get into the log', () => {
  const lines = linesOf((log) => {
    log.info({ message: { text: 'hello there', from: { first_name: 'Ivan', id: 5 } } }, 'a')
    log.info({ who: 'Мария Петровна "Маша"', note: 'call +7 (914) 123-45-67 or ivan@mail.ru' }, 'b')
    log.error({ err: new Error('cannot send «Привет, Мария!» to chat') }, 'c')
  })
  for (const personal of ['hello', 'Ivan', 'Мария', 'Маша', '123-45', 'ivan@', 'Привет'])
    expect(lines).not.toContain(personal)
  expect(lines).toContain('"id":5')
})

test('an error keeps its name, code, place and cause, and drops what a library hung on it', () => {
  const cause = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' })
  const err = Object.assign(new Error('sending failed', { cause }), {
    payload: { chat: 'secret chat' },
  })
  const line = JSON.parse(linesOf((log) => log.error({ err }, 'failed')))
  expect(line.err).toMatchObject({ message: 'sending failed', cause: { code: 'ECONNREFUSED' } })
  expect(line.err.stack).toContain('log.test.ts')
  expect(JSON.stringify(line)).not.toContain('secret chat')
})

test('a scrubbed line is JSON still and holds none of it, whatever stands around it', () => {
  const secret = fc.constantFrom(TOKEN, '+7 914 123-45-67', 'ivan@mail.ru', 'Мария', 'token=x1y2z3')
  const value = fc
    .tuple(fc.string({ unit: 'binary' }), secret, fc.string({ unit: 'binary' }))
    .map(([before, hidden, after]) => ({ hidden, text: `${before} ${hidden} ${after}` }))
  fc.assert(
    fc.property(value, fc.string(), fc.boolean(), ({ hidden, text }, key, deep) => {
      const object = deep ? { a: [{ [key]: text }] } : { [key]: text }
      const line = scrub(JSON.stringify(object))
      expect(line).not.toContain(hidden)
      expect(() => JSON.parse(line)).not.toThrow()
    }),
    { numRuns: 500 },
  )
})
