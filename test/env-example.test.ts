import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, variableNames } from '../src/config.ts'

const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
const lines = [...text.matchAll(/^# ([A-Z0-9_]+)=(.*)$/gm)]

test('.env.example names every variable once, and no other', () => {
  const names = lines.map(([, name]) => name)
  expect(names.toSorted()).toEqual(variableNames.toSorted())
})

test('.env.example explains each variable, or its group, in Russian right above', () => {
  const groups = text.split('\n\n').filter((group) => /^# [A-Z0-9_]+=/m.test(group))
  for (const group of groups) expect(group.split('\n')[0]).toMatch(/^# .*[а-я]{3}/)
})

test('.env.example with every line uncommented is a configuration that starts', () => {
  const filled = lines.map(([, name = '', value = '']) => [name, value || 'Example_1'])
  const config = readConfig({ ...Object.fromEntries(filled), VK_CALLBACK: 'on' })
  expect(config.telegram?.webhook?.secret).toBe('Example_1')
  expect(config.vk?.callback).toEqual({ secret: 'Example_1', confirmation: 'Example_1' })
})

test('what .env.example shows as a default is the default', () => {
  const shown = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]))
  const config = readConfig({})
  expect(config.web).toEqual({ host: shown.HOST, port: Number(shown.PORT) })
  expect(config.logLevel).toBe(shown.LOG_LEVEL)
  expect(config.shutdownSeconds).toBe(Number(shown.SHUTDOWN_SECONDS))
  const roots = readConfig({
    TELEGRAM_TOKEN: shown.TELEGRAM_TOKEN,
    VK_TOKEN: 'a',
    VK_GROUP_ID: '1',
  })
  expect(roots.telegram?.apiRoot).toBe(shown.TELEGRAM_API_ROOT)
  expect(roots.vk?.apiRoot).toBe(shown.VK_API_ROOT)
})
