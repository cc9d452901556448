import { Child } from './child.ts'
import type { Stage } from './stage.ts'

/** A bot's token, made of a name. */
export function tokenOf(name: string): string {
  return `1:${name.replaceAll(/\W/g, '_').padEnd(30, '_')}`
}

/** What `npm start` and the image give to Node. */
export const nodeOptions = ['--max-semi-space-size=32']

/** Starts Tandem on a database that is seeded already, on one messenger. */
export function startTandem(
  { world, profile }: Stage,
  database: string,
  where: { telegram: string } | { vk: true },
  env: { [name: string]: string } = {},
): Promise<Child> {
  const given = {
    BENCH_DATABASE: database,
    ...('telegram' in where
      ? { BENCH_TOKEN: where.telegram, BENCH_TELEGRAM: world.telegramRoot }
      : { BENCH_VK: world.vkRoot }),
    ...(profile ? { BENCH_PROFILE: '1' } : {}),
    ...env,
  }
  return Child.start('peers/tandem.ts', given, nodeOptions)
}
