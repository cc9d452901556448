import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DELAY = 300

/** Keeps a state in a JSON file (written some time after a change, atomically) and bytes beside it. */
export class Keeper<State> {
  readonly state: State
  readonly #file: string | undefined
  readonly #bytes = new Map<string, Buffer>()
  #timer: NodeJS.Timeout | undefined

  /** @param file absent: nothing outlives the process */
  constructor(file: string | undefined, initial: () => State) {
    this.#file = file
    this.state = (file && read<State>(file)) || initial()
  }

  changed(): void {
    if (!this.#file || this.#timer) return
    this.#timer = setTimeout(() => this.flush(), DELAY)
    this.#timer.unref()
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#file) return
    const next = `${this.#file}.next`
    writeFileSync(next, JSON.stringify(this.state))
    renameSync(next, this.#file)
  }

  putBytes(name: string, bytes: Buffer): void {
    this.#bytes.set(name, bytes)
    if (!this.#file) return
    mkdirSync(this.#folder(), { recursive: true })
    writeFileSync(join(this.#folder(), name), bytes)
  }

  bytes(name: string): Buffer | undefined {
    const known = this.#bytes.get(name)
    if (known || !this.#file) return known
    try {
      const bytes = readFileSync(join(this.#folder(), name))
      this.#bytes.set(name, bytes)
      return bytes
    } catch {
      return undefined
    }
  }

  #folder(): string {
    return `${this.#file}.files`
  }
}

function read<State>(file: string): State | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // First start: there is no file yet.
    return undefined
  }
  return JSON.parse(text) as State
}
