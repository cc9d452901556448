import { badParameter } from './errors.ts'

/** The parameters of one call, read the way VK reads them: everything arrives as text. */
export class Params {
  readonly fields: Record<string, string>

  constructor(fields: Record<string, string>) {
    this.fields = fields
  }

  /** True when the parameter was passed and is not empty. */
  has(name: string): boolean {
    return (this.fields[name] ?? '') !== ''
  }

  text(name: string): string {
    return this.fields[name] ?? ''
  }

  /** @throws VkError 100 when the parameter is absent */
  requiredText(name: string): string {
    if (!this.has(name)) throw badParameter(`${name} is undefined`)
    return this.text(name)
  }

  /** @throws VkError 100 when it is no whole number */
  int(name: string): number | undefined {
    if (!this.has(name)) return undefined
    return whole(name, this.text(name))
  }

  /** @throws VkError 100 when it is absent or no whole number */
  requiredInt(name: string): number {
    const value = this.int(name)
    if (value === undefined) throw badParameter(`${name} is undefined`)
    return value
  }

  /** A list of numbers, separated by commas. */
  ints(name: string): number[] {
    return this.list(name).map((item) => whole(name, item))
  }

  list(name: string): string[] {
    return this.text(name)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  }

  flag(name: string): boolean {
    return ['1', 'true'].includes(this.text(name))
  }

  /** A parameter that holds JSON. @throws VkError 100 when it does not */
  json(name: string): unknown {
    try {
      return JSON.parse(this.text(name))
    } catch {
      throw badParameter(`${name} should be valid json`)
    }
  }
}

function whole(name: string, text: string): number {
  if (!/^-?\d{1,16}$/.test(text.trim())) throw badParameter(`${name} not integer`)
  return Number(text)
}
