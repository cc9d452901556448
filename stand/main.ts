import { createServer } from 'node:net'
import { holdFolder } from './lock.ts'
import { startStand } from './stand.ts'

const env = process.env
const host = env.STAND_HOST || '127.0.0.1'

/** The wanted port; a default that is taken gives way to a free one, an ordered one does not. */
async function port(name: string, byDefault: number): Promise<number> {
  const ordered = env[name]
  if (ordered) {
    if (/^\d{1,5}$/.test(ordered) && Number(ordered) < 65_536) return Number(ordered)
    throw new Error(`${name} must be a port number from 0 to 65535, not "${ordered}".`)
  }
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen(byDefault, host, () => probe.close(() => resolve(byDefault)))
  })
}

/** An ordered port that somebody has: which variable orders it. */
function taken(error: NodeJS.ErrnoException & { port?: number }): Error | undefined {
  if (error.code !== 'EADDRINUSE') return undefined
  const names = ['STAND_PORT', 'STAND_TELEGRAM_PORT', 'STAND_VK_PORT']
  const name = names.find((one) => Number(env[one]) === error.port)
  return new Error(
    `port ${error.port}${name ? ` of ${name}` : ''} is taken (EADDRINUSE); choose another one, or leave ${name ?? 'it'} out.`,
  )
}

async function main(): Promise<void> {
  const folder = env.STAND_DATA || './.data/stand'
  holdFolder(folder)
  const ports = {
    page: await port('STAND_PORT', 8080),
    telegram: await port('STAND_TELEGRAM_PORT', 8081),
    vk: await port('STAND_VK_PORT', 8082),
  }
  const stand = await startStand({ host, ports, folder }).catch((error) => {
    throw taken(error) ?? error
  })
  const { telegram, vk } = stand.messengers
  const line = {
    page: stand.page,
    telegram: { apiRoot: telegram.apiRoot, ...telegram.credentials },
    vk: { apiRoot: vk.apiRoot, ...vk.credentials },
  }

  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 5000).unref()
    stand.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (env.STAND_CHILD === '1') {
    // A parent that died without a signal closes our standard input or the IPC channel.
    if (process.connected) process.on('disconnect', stop)
    else process.stdin.on('end', stop).on('error', stop).resume()
    process.stdout.on('error', stop)
  }
  // Last: whoever has read the line may stop us at once.
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`The stand could not start: ${reason}\n`)
  process.exit(1)
})
