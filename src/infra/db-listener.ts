import pg from 'pg'

type Heard = (payload: string) => void

const RETRY_MS = 250
const LONGEST_RETRY_MS = 5000
const PULSE_MS = 15_000

/** One connection that hears NOTIFY for all channels, and connects again whenever it is lost. */
export class Listener {
  readonly #config: pg.ClientConfig
  readonly #channels = new Map<string, Set<Heard>>()
  #client: Promise<pg.Client> | undefined
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(config: pg.ClientConfig) {
    this.#config = { ...config, query_timeout: PULSE_MS }
  }

  /** @see Database.listen */
  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    const all = this.#channels.get(channel) ?? new Set<Heard>()
    this.#channels.set(channel, all.add(heard))
    const stop = async (): Promise<void> => {
      all.delete(heard)
    }
    try {
      const client = await this.#connected()
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      return stop
    } catch (error) {
      await stop()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    const client = await this.#client?.catch(() => undefined)
    await client?.end().catch(() => undefined)
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config)
    const pulse = setInterval(() => client.query('SELECT').catch(fail), PULSE_MS)
    const fail = (): void => {
      clearInterval(pulse)
      client.end().catch(() => undefined)
      if (failed) return
      failed = true
      this.#client = undefined
      if (opened && !this.#closed) this.#reconnect(RETRY_MS)
    }
    let failed = false
    let opened = false
    client.on('error', fail)
    client.on('end', fail)
    client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload))
    try {
      await client.connect()
      for (const channel of this.#channels.keys())
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      opened = true
      return client
    } catch (error) {
      fail()
      throw error
    }
  }

  #reconnect(delay: number): void {
    this.#retry = setTimeout(async () => {
      try {
        await this.#connected()
        for (const channel of this.#channels.keys()) this.#tell(channel, '')
      } catch {
        if (!this.#closed) this.#reconnect(Math.min(delay * 2, LONGEST_RETRY_MS))
      }
    }, delay)
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#channels.get(channel) ?? []) heard(payload)
  }
}
