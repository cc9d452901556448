/** Statements of several people's steps that ask the same at the same time, sent as one. */

type Query = (text: string, params: readonly unknown[]) => Promise<{ n: string | number }[]>

interface Share {
  params: readonly unknown[]
  resolve(rows: unknown[]): void
  reject(error: unknown): void
}

/** @see Tx.gather */
export class Gathering {
  readonly #query: Query
  readonly #open = new Map<string, Share[]>()

  constructor(query: Query) {
    this.#query = query
  }

  /** The share's rows, once everybody who asks the same in this turn of the event loop has asked. */
  take<Row>(text: string, params: readonly unknown[]): Promise<Row[]> {
    return new Promise<unknown[]>((resolve, reject) => {
      const share = { params, resolve, reject }
      const shares = this.#open.get(text)
      if (shares) {
        shares.push(share)
        return
      }
      this.#open.set(text, [share])
      setImmediate(() => void this.#send(text))
    }) as Promise<Row[]>
  }

  async #send(text: string): Promise<void> {
    const shares = this.#open.get(text) ?? []
    this.#open.delete(text)
    const columns = (shares[0]?.params ?? []).map((_, i) => shares.map(({ params }) => params[i]))
    try {
      const rows: unknown[][] = shares.map(() => [])
      for (const { n, ...row } of await this.#query(text, columns)) rows[Number(n) - 1]?.push(row)
      for (const [i, { resolve }] of shares.entries()) resolve(rows[i] ?? [])
    } catch (error) {
      for (const { reject } of shares) reject(error)
    }
  }
}
