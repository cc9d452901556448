import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'schemas', 'vk')

/** False when the published schemas are not beside the project; every check then finds nothing. */
export const vkSchemas = existsSync(FOLDER)

export interface Parameter {
  name: string
  type?: string | string[]
  required?: boolean
  enum?: unknown[]
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Omit<Parameter, 'name'>
  $ref?: string
}

export interface MethodSchema {
  name: string
  parameters?: Parameter[]
  responses: Record<string, { $ref: string }>
}

// biome-ignore lint/suspicious/noExplicitAny: the schemas are plain JSON of any shape.
export type Json = any

/** Reads one file of the schemas, such as messages/objects.json. */
export function vkSchemaFile(path: string): Json {
  return JSON.parse(readFileSync(join(FOLDER, path), 'utf8'))
}

/** Paths of all files with definitions. */
export function vkDefinitionFiles(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [join(name, 'objects.json'), join(name, 'responses.json')])
    .filter((path) => existsSync(join(FOLDER, path)))
}
