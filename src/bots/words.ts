import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentBundle, FluentResource, type FluentValue, type FluentVariable } from '@fluent/bundle'
import type { Words as Arguments, Line } from '../domain/deliveries/message.ts'
import { escapeHtml, toPlain } from './content.ts'

/** Puts keys of locales into Russian. */
export interface Words {
  /** The text as a subset of HTML (see Content), its arguments escaped. An unknown key gives the key itself. */
  html(line: Line): string
  /** The text for a button or a pop-up, without formatting. */
  plain(line: Line): string
  has(key: string): boolean
}

export interface WordsOptions {
  /** Today by the trade's clock, ISO: days of another year are said with it. */
  today(): string
  /** Why some messengers may not carry personal data, as the operator says it; absent: it is not said. */
  reason?: string
  /** Told of keys that are missing or broken: the person sees something all the same. */
  problem?(key: string, error: unknown): void
}

const months = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]

/** «1 октября», with the year when it is not this one's. @param day ISO date */
export function sayDay(day: string, today: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
  const said = `${Number(date)} ${months[Number(month) - 1] ?? ''}`
  return year === today.slice(0, 4) ? said : `${said} ${year} года`
}

/** Reads every .ftl of a folder into one bundle. @throws Error naming the file and what is wrong in it */
export function readWords(folder: string, options: WordsOptions): Words {
  const bundle = new FluentBundle('ru', {
    useIsolating: false,
    functions: {
      REASON: () => (options.reason ? `: ${escapeHtml(options.reason)}` : ''),
      DAY: ([day]: FluentValue[]) => sayDay(String(day), options.today()),
      // A plan's period: always with its years, or a school year would seem to begin in its last one.
      FULL_DAY: ([day]: FluentValue[]) => sayDay(String(day), ''),
      NUMERIC_DAY: ([day]: FluentValue[]) => String(day).split('-').reverse().join('.'),
    },
  })
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ftl'))) {
    const errors = bundle.addResource(new FluentResource(readFileSync(join(folder, file), 'utf8')))
    if (errors.length > 0) throw new Error(`${file}: ${errors.map((e) => e.message).join('; ')}`)
  }

  const html = (line: Line): string => {
    if ('text' in line) return escapeHtml(line.text)
    const message = bundle.getMessage(line.key)
    if (!message?.value) {
      options.problem?.(line.key, new Error('no such key'))
      return escapeHtml(line.key)
    }
    const errors: Error[] = []
    const text = bundle.formatPattern(message.value, resolved(line.args), errors)
    if (errors.length > 0) options.problem?.(line.key, errors[0])
    return text
  }

  const resolved = (args: Arguments = {}): Record<string, FluentVariable> =>
    Object.fromEntries(
      Object.entries(args).map(([name, value]) => {
        if (typeof value === 'number') return [name, value]
        if (typeof value === 'string') return [name, escapeHtml(value)]
        return [name, html(value)]
      }),
    )

  /** Labels without arguments are said again and again. */
  const labels = new Map<string, string>()
  const plain = (line: Line): string => {
    if (!('key' in line) || line.args) return toPlain(html(line))
    const known = labels.get(line.key)
    if (known !== undefined) return known
    const said = toPlain(html(line))
    if (bundle.hasMessage(line.key)) labels.set(line.key, said)
    return said
  }

  return { html, plain, has: (key) => bundle.hasMessage(key) }
}
