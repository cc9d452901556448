/** One import in a process of its own: its time, and the most memory that the process ever had. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readInWorker } from '../src/documents/in-worker.ts'
import { readRoadMap } from '../src/domain/roadmaps/read.ts'

/** What an import says of itself. */
export interface Imported {
  rows: number
  /** From the bytes to the draft, ms. */
  ms: number
  /** CPU of the process with its threads, ms. */
  cpu: number
  /** Resident set at its highest, megabytes: the bot's code is in it. */
  megabytes: number
}

const [, , file] = process.argv
if (file === undefined) throw new Error('Name a file.')
const bytes = await readFile(file)
const before = process.cpuUsage()
const begun = performance.now()
const draft = readRoadMap(await readInWorker({ name: basename(file), bytes }))
const ms = performance.now() - begun
const { user, system } = process.cpuUsage(before)
const said: Imported = {
  rows: draft.rows.length,
  ms,
  cpu: (user + system) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
console.log(JSON.stringify(said))
