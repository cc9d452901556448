import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'shared',
  'schemas',
  'telegram',
  'api.json',
)

/** False when the published schema is not beside the project; every check then finds nothing. */
export const telegramSchema = existsSync(file)

/** The line to say when the checks cannot run. */
export const telegramSchemaAbsent =
  'Telegram schema checks are skipped: ../shared/schemas/telegram is not there.'

interface Field {
  name: string
  types: string[]
  required: boolean
  description: string
}

interface Definition {
  name: string
  fields?: Field[]
  subtypes?: string[]
  returns?: string[]
}

interface Schema {
  types: Record<string, Definition>
  methods: Record<string, Definition>
}

let loaded: Schema | undefined

function schema(): Schema {
  loaded ??= JSON.parse(readFileSync(file, 'utf8')) as Schema
  return loaded
}

/** Complaints about a call; `params` as values, with uploaded files as {file, size}. */
export function checkTelegramCall(method: string, params: Record<string, unknown>): string[] {
  if (!telegramSchema) return []
  const definition = schema().methods[method]
  if (!definition) return [`${method}: unknown method`]
  return checkFields(method, params, definition.fields ?? [])
}

/** Complaints about an update, by polling or webhook. */
export function checkTelegramUpdate(update: unknown): string[] {
  if (!telegramSchema) return []
  const kinds = Object.keys(update ?? {}).filter((key) => key !== 'update_id')
  const one = kinds.length === 1 ? [] : [`Update: one kind is expected, found ${kinds.join(', ')}`]
  return [...one, ...checkType('Update', update, 'Update')]
}

/** Complaints about the whole body of an answer, with `result` or with an error. */
export function checkTelegramAnswer(method: string, answer: unknown): string[] {
  if (!telegramSchema) return []
  const body = answer as { ok?: unknown; result?: unknown; error_code?: unknown }
  if (body.ok === false) return checkError(method, body)
  const returns = schema().methods[method]?.returns
  if (!returns) return [`${method}: unknown method`]
  return checkTypes(returns, body.result, `${method} result`)
}

function checkError(method: string, body: Record<string, unknown>): string[] {
  const { error_code: code, description, parameters } = body
  const isWhole = Number.isInteger(code) && typeof description === 'string'
  const basic = isWhole ? [] : [`${method}: an error has error_code and description`]
  if (parameters === undefined) return basic
  return [...basic, ...checkType('ResponseParameters', parameters, `${method} parameters`)]
}

const plain: Record<string, (value: unknown) => boolean> = {
  Integer: Number.isSafeInteger,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  InputFile: (value) => isObject(value) && 'file' in value && 'size' in value,
}

/** Complaints of the type that fits best. */
function checkTypes(types: string[], value: unknown, path: string): string[] {
  const attempts = types.map((type) => checkType(type, value, path))
  return attempts.sort((a, b) => a.length - b.length)[0] ?? []
}

function checkType(type: string, value: unknown, path: string): string[] {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return [`${path}: an array is expected`]
    return value.flatMap((item, n) => checkType(type.slice(9), item, `${path}[${n}]`))
  }
  const isPlain = plain[type]
  if (isPlain) return isPlain(value) ? [] : [`${path}: ${type} is expected`]
  // The published words allow a bare text for a simple button; the schema's types do not say so.
  if (type === 'KeyboardButton' && typeof value === 'string') return []
  const definition = schema().types[type]
  if (!definition) return [`${path}: the schema has no type ${type}`]
  if (definition.subtypes) return checkTypes(definition.subtypes, value, path)
  if (!isObject(value)) return [`${path}: ${type} is expected`]
  return checkFields(path, value, definition.fields ?? [])
}

function checkFields(path: string, value: Record<string, unknown>, fields: Field[]): string[] {
  const complaints = Object.entries(value).flatMap(([name, one]) => {
    const field = fields.find((known) => known.name === name)
    const at = `${path}.${name}`
    if (!field) return [`${at}: unknown field`]
    const isMarked = typeof value.parse_mode === 'string' && value.parse_mode !== ''
    return [...checkTypes(field.types, one, at), ...checkText(field, one, at, isMarked)]
  })
  const missing = fields
    .filter((field) => field.required && value[field.name] === undefined)
    .map((field) => `${path}.${field.name}: missing`)
  return [...complaints, ...missing]
}

/** Lengths and fixed values, which the schema gives in words only. */
function checkText(field: Field, value: unknown, path: string, isMarked: boolean): string[] {
  if (typeof value !== 'string') return []
  const fixed = /(?:always|must be|can be either) "(.*)/.exec(field.description)?.[0]
  const allowed = [...(fixed ?? '').matchAll(/"(\w+)"/g)].map((match) => match[1])
  if (field.name !== 'text' && allowed.length > 0 && !allowed.includes(value))
    return [`${path}: "${value}" is none of ${allowed.join(', ')}`]
  const [, from, to, unit] = /(\d+)-(\d+) (bytes|characters)/.exec(field.description) ?? []
  // Marks do not count, and counting without them is the server's business.
  const isLoose = isMarked && /after entit(y|ies) parsing/.test(field.description)
  if (to === undefined || isLoose) return []
  const length = unit === 'bytes' ? Buffer.byteLength(value) : [...value].length
  const fits = length >= Number(from) && length <= Number(to)
  return fits ? [] : [`${path}: ${length} ${unit}, allowed are ${from} to ${to}`]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
