import pg from 'pg'

export interface Lock {
  /** Settles when the lock is no longer ours: released, or its connection was lost. */
  readonly lost: Promise<void>
  release(): Promise<void>
}

const PULSE_MS = 5000

/**
 * Takes PostgreSQL's session lock of this name on a connection of its own.
 * A pulse notices a connection that died without a word; until then, at most three pulses, another
 * process may already have the lock: what it guards must bear that.
 * @returns null when another session has it
 */
export async function holdLock(config: pg.ClientConfig, name: string): Promise<Lock | null> {
  const client = new pg.Client({ ...config, query_timeout: 2 * PULSE_MS })
  let lose: () => void = () => undefined
  const lost = new Promise<void>((resolve) => {
    lose = resolve
  })
  client.on('error', () => lose())
  client.on('end', () => lose())
  let held = false
  try {
    await client.connect()
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [name],
    )
    held = rows[0]?.held ?? false
  } finally {
    if (!held) await client.end().catch(() => undefined)
  }
  if (!held) return null
  const pulse = setInterval(() => client.query('SELECT').catch(() => lose()), PULSE_MS)
  void lost.then(() => {
    clearInterval(pulse)
    client.end().catch(() => undefined)
  })
  return {
    lost,
    async release() {
      lose()
      await client.end().catch(() => undefined)
    },
  }
}
