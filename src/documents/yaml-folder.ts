import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface YamlFile {
  /** As it is named in error messages. */
  path: string
  content: unknown
}

/**
 * The YAML files of a folder, in order of their names.
 * @throws Error naming the file and line when one is not YAML
 */
export async function readYamlFolder(folder: string): Promise<YamlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const text = await readFile(path, 'utf8')
      try {
        return { path, content: parse(text) }
      } catch (error) {
        throw new Error(`${path}: not YAML: ${error instanceof Error ? error.message : error}`)
      }
    }),
  )
}
