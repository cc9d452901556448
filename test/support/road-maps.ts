import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocument } from '../../src/documents/read-document.ts'
import type { RoadMapDraft } from '../../src/domain/roadmaps/draft.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'
import { recording } from './recorder.ts'

const folder = join(import.meta.dirname, '../../../shared/roadmaps')

/** Whether the real road maps are here; tests that need them are skipped otherwise, and never recorded. */
export const hasRoadMaps = existsSync(folder) && !recording
if (!hasRoadMaps) console.log('Skipped, no ../shared/roadmaps here: tests on real road maps.')

export const roadMapFile = (name: string): Buffer => readFileSync(join(folder, name))

export async function readSharedRoadMap(name: string): Promise<RoadMapDraft> {
  return readRoadMap(await readDocument({ name, bytes: roadMapFile(name) }))
}
