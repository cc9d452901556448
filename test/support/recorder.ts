import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flows } from '../../src/flows/index.ts'
import type { Frame } from '../../src/flows/talk.ts'
import type { Town } from './talk.ts'

/** Whether the scenes of this run are recorded, see CONTRIBUTING.md. */
export const recording = process.env.RECORD_FLOWS === '1'

/** Where the recordings lie. */
export const recordings = join(import.meta.dirname, '../flows/released')

/** The file of a flow's version. */
export const fileOf = (flow: string, version: number): string => `${flow}-${version}.json`

/** Where a talk stood, with who talked: everything that a replay needs. */
export interface Standing {
  frame: Frame
  actor: unknown
}

/** Talks of one version of a flow. */
export interface Recording {
  flow: string
  version: number
  talks: Standing[]
}

/** Talks that are kept of a flow. */
const most = 8
/** A longer talk is kept only where a flow has no other, characters. */
const long = 12_000

/** What this run has recorded, by file. */
const found = new Map<string, Recording>()
/** What was recorded once stays: it is how talks stand in the databases of those who run it. */
const missing = new Set(
  Object.entries(flows)
    .map(([flow, { version }]) => fileOf(flow, version))
    .filter((file) => !existsSync(join(recordings, file))),
)

/** Notes every question of a flow without a recording that somebody of the town stands at now. */
export async function record({ app, domain }: Pick<Town, 'app' | 'domain'>): Promise<void> {
  const rows = await app.database.query<{ id: number; frame: Frame | null }>(
    `SELECT account_id AS id, coalesce(frames -> 'frames', frames) -> -1 AS frame FROM dialogue`,
  )
  for (const { id, frame } of rows) {
    if (!frame || !missing.has(fileOf(frame.flow, frame.version)) || !isNew(frame)) continue
    const actor = await domain(({ people }) => people.loadActor({ accountId: id }))
    keep({ frame, actor })
  }
}

/** The questions and calls that a talk went through. */
const stepsOf = ({ log }: Frame): string[] =>
  log.state.send.map(({ payload }) => payload.split('#')[0] ?? '')

const talksOf = ({ flow, version }: Frame): Standing[] =>
  found.get(fileOf(flow, version))?.talks ?? []

/** Whether the talk went through a question or a call that none of those kept went through. */
function isNew(frame: Frame): boolean {
  const talks = talksOf(frame)
  const known = new Set(talks.flatMap((talk) => stepsOf(talk.frame)))
  const fits = talks.length === 0 || JSON.stringify(frame).length < long
  return fits && stepsOf(frame).some((step) => !known.has(step))
}

/** Keeps a talk in place of those that it has gone on from. */
function keep(standing: Standing): void {
  const { flow, version } = standing.frame
  const path = stepsOf(standing.frame).join(' ')
  const others = talksOf(standing.frame).filter(
    ({ frame }) => !`${path} `.startsWith(`${stepsOf(frame).join(' ')} `),
  )
  if (others.length === most) return
  const kept: Recording = { flow, version, talks: [...others, standing] }
  found.set(fileOf(flow, version), kept)
  mkdirSync(recordings, { recursive: true })
  writeFileSync(join(recordings, fileOf(flow, version)), `${JSON.stringify(kept, null, 1)}\n`)
}
