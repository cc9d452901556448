import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface YamlFile {
  /** As it is named in error messages. */
  path: string
  content: unknown
}

/**
 * What was parsed, by its text, frozen. Parsing takes most of a start, and a process may start Tandem
 * more than once: the tests do so hundreds of times.
 */
const parsed = new Map<string, unknown>()

/**
 * The YAML files of a folder, in order of their names; their contents are shared and may not be changed.
 * @throws Error naming the file and line when one is not YAML
 */
export async function readYamlFolder(folder: string): Promise<YamlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const text = await readFile(path, 'utf8')
      try {
        if (!parsed.has(text)) parsed.set(text, freeze(parse(text)))
        return { path, content: parsed.get(text) }
      } catch (error) {
        throw new Error(`${path}: not YAML: ${error instanceof Error ? error.message : error}`)
      }
    }),
  )
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
