/** Tokens set right that only their neighbours explain. */
import type { Token } from './tokens.ts'
import type { Word } from './word-classes.ts'
import { lookUp } from './words.ts'

/** «сентя брь» → «сентябрь»: an unknown word that makes a known one with its neighbour. */
export function joinTorn(tokens: Token[]): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const before = out[out.length - 1]
    if (token.type === 'word' && before?.type === 'word' && (!token.word || !before.word)) {
      const joined = lookUp(before.text + token.text)
      if (joined && (before.text + token.text).length >= 4) {
        out[out.length - 1] = { type: 'word', text: before.text + token.text, word: joined }
        continue
      }
    }
    out.push(token)
  }
  return out
}

const means = (token: Token | undefined, c: Word['c']): boolean =>
  token?.type === 'word' && token.word?.c === c

/** «до 18:00 15 октября» is due that day: the time between «до» and the date goes. */
export function untilTime(tokens: Token[]): Token[] {
  const out: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token) out.push(token)
    if (!means(token, 'to')) continue
    const next = tokens[at + 1]
    const hour = tokens[at + 2]
    const hours = next?.type === 'num' && hour?.type === 'word' && hour.word?.c === 'unit'
    if (next?.type !== 'time' && !(hours && hour.word?.c === 'unit' && hour.word.u === 'hour'))
      continue
    let after = at + (hours ? 3 : 2)
    while (tokens[after]?.type === 'mark' || means(tokens[after], 'unit')) after++
    const date = tokens[after]
    if (date?.type === 'date' || (date?.type === 'num' && means(tokens[after + 1], 'month')))
      at = after - 1
  }
  return out
}
