import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { readAddresses } from '../bots/addresses.ts'
import { type Config, loadConfig } from '../config.ts'
import { openDomain } from '../domain/index.ts'
import { INVITATION_DAYS, invitable, needsSchool } from '../domain/invitations/rules.ts'
import type { Issued } from '../domain/invitations/service.ts'
import type { Role } from '../domain/shared/access.ts'
import type { Outside } from '../domain/shared/room.ts'
import { openDatabase } from '../infra/db.ts'
import { startEmbedded } from '../infra/embedded.ts'
import { applyMigrations } from '../infra/migrate.ts'

const migrations = join(import.meta.dirname, '../../prisma/migrations')
const roles = invitable(['coordinator'])

interface Options {
  school?: string
  days: number
}

/** Registers `invite` on the program. */
export function registerInvite(program: Command): void {
  program
    .command('invite')
    .description('Issue a one-time invitation; the municipality and the school are made when new')
    .argument('<role>', roles.join(', '), role)
    .argument('<municipality>', 'its name, such as "Город Магадан"', name)
    .argument('<zone>', 'its IANA time zone, such as Asia/Magadan', zone)
    .option('--school <name>', 'the school, for roles in one', name)
    .option('--days <number>', 'how long it can be used, 1 to 365', days, INVITATION_DAYS)
    .action(async (whom: Role, municipality: string, timeZone: string, options: Options) => {
      if (needsSchool(whom) && options.school === undefined)
        program.error(`The role ${whom} is held in a school: name it with --school.`)
      const issued = await issue(loadConfig(), whom, municipality, timeZone, options)
      console.log(printed(issued))
    })
}

/** Issues an invitation in the installation's database. @throws Error with one clear sentence */
export async function issue(
  config: Config,
  whom: Role,
  municipality: string,
  timeZone: string,
  { school, days }: Options,
): Promise<Issued> {
  const links = await readAddresses(config)
  const embedded = config.databaseUrl ? null : await startEmbedded(join(config.dataDir, 'pg'))
  try {
    const url = config.databaseUrl ?? embedded?.url ?? ''
    await applyMigrations(url, migrations)
    const database = await openDatabase(url, { lanes: 1, readers: 1 })
    try {
      return await database.transaction(async (tx) => {
        const { organisations, invitations } = openDomain(tx, outside(links))
        const place = await organisations.openMunicipality(municipality, timeZone)
        if (place.timeZone !== timeZone)
          throw new Error(
            `${municipality} exists with the time zone ${place.timeZone}; repeat the command with it.`,
          )
        const inSchool = needsSchool(whom) && school !== undefined
        const schoolId = inSchool ? (await organisations.openSchool(place.id, school)).id : null
        return invitations.issueByOperator({ role: whom, municipalityId: place.id, schoolId }, days)
      })
    } finally {
      await database.close()
    }
  } finally {
    await embedded?.stop()
  }
}

/** No talk is going on: the domain needs the clock and the links alone. */
function outside(links: Outside['links']): Outside {
  return {
    now: () => new Date(),
    personalDataMessengers: null,
    links,
    questionnaires: {},
    consentTexts: {},
    afterCommit: () => undefined,
  }
}

function printed({ links, code, expiresAt }: Issued): string {
  const lines = links.map(({ label, url }) => `${label}: ${url}`)
  if (lines.length === 0) lines.push(`No messenger is configured. The code for the bot: ${code}`)
  return [...lines, `Works once, until ${expiresAt.slice(0, 10)}.`].join('\n')
}

function role(text: string): Role {
  const found = roles.find((one) => one === text)
  if (!found) throw new InvalidArgumentError(`It must be one of: ${roles.join(', ')}.`)
  return found
}

function name(text: string): string {
  const clean = text.trim().replace(/\s+/g, ' ')
  if (clean.length < 2 || clean.length > 120)
    throw new InvalidArgumentError('A name has 2 to 120 characters.')
  return clean
}

function zone(text: string): string {
  const known = /^[A-Z]\w+(\/[\w+-]+)+$/.test(text) && isZone(text)
  if (!known) throw new InvalidArgumentError('It must be an IANA name, such as Europe/Moscow.')
  return text
}

function isZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}

function days(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 365)
    throw new InvalidArgumentError('It must be a whole number from 1 to 365.')
  return number
}
