/** A place in the tokens, and what the parsers noticed on the way. */
import type { Token } from './tokens.ts'
import type { Unit } from './tree.ts'
import type { Word } from './word-classes.ts'

/** Something to ask about, found while parsing; `detail` is quoted to the person. */
export interface Flag {
  code: string
  detail?: string
}

export class Cursor {
  readonly tokens: Token[]
  i = 0
  flags: Flag[] = []
  constructor(tokens: Token[]) {
    this.tokens = tokens
  }
  get done(): boolean {
    return this.i >= this.tokens.length
  }
  peek(ahead = 0): Token | undefined {
    return this.tokens[this.i + ahead]
  }
  word(ahead = 0): Word | null {
    const token = this.peek(ahead)
    return token?.type === 'word' ? token.word : null
  }
  is(c: Word['c'], ahead = 0): boolean {
    return this.word(ahead)?.c === c
  }
  isUnit(unit: Unit | 'decade' | 'hour' | 'minute', ahead = 0): boolean {
    const word = this.word(ahead)
    return word?.c === 'unit' && word.u === unit
  }
  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.type === 'mark' && token.text === text
  }
  /** Steps over so many tokens; true, to end a condition with. */
  skip(count: number): true {
    this.i += count
    return true
  }
  /** Steps over the word if it is of this class. */
  take(c: Word['c']): boolean {
    if (!this.is(c)) return false
    this.i++
    return true
  }
  takeUnit(unit: Unit | 'decade' | 'hour' | 'minute'): boolean {
    if (!this.isUnit(unit)) return false
    this.i++
    return true
  }
  takeMark(text: string): boolean {
    if (!this.isMark(text)) return false
    this.i++
    return true
  }
  /** Steps over an unknown word with one of these beginnings. */
  takeStem(pattern: RegExp): boolean {
    const token = this.peek()
    if (token?.type !== 'word' || !pattern.test(token.text)) return false
    this.i++
    return true
  }
  flag(code: string, detail?: string): void {
    if (!this.flags.some((flag) => flag.code === code && flag.detail === detail)) {
      this.flags.push(detail === undefined ? { code } : { code, detail })
    }
  }
  /** Runs a parser; a null answer leaves place and flags as they were. */
  attempt<T>(parse: () => T | null): T | null {
    const place = this.i
    const flags = [...this.flags]
    const result = parse()
    if (result === null) {
      this.i = place
      this.flags = flags
    }
    return result
  }
}
