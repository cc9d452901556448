import { Ajv, type ValidateFunction } from 'ajv'
import {
  commonParameters,
  definitionErrata,
  jsonParameters,
  parameterCorrections,
  parameterErrata,
} from './vk-schema-errata.ts'
import {
  type Json,
  type MethodSchema,
  type Parameter,
  vkDefinitionFiles,
  vkSchemaFile,
  vkSchemas,
} from './vk-schema-files.ts'

export { vkSchemas }

/** The line to say when the checks cannot run. */
export const vkSchemasAbsent = 'VK schema checks are skipped: ../shared/schemas/vk is not there.'

const EVENT_OBJECTS: Record<string, string> = {
  message_new: 'callback_message_new',
  message_event: 'callback_message_event',
  message_allow: 'callback_message_allow',
  message_deny: 'callback_message_deny',
}

/** Complaints about a call of the API; `params` as text fields or as values, with or without the token. */
export function checkVkCall(method: string, params: Record<string, unknown>): string[] {
  // Uploads go to servers of their own, which the schema does not describe.
  if (!vkSchemas || method === 'upload') return []
  const schema = methodSchema(method)
  if (!schema) return [`${method}: unknown method`]
  const known = parametersOf(schema)
  const complaints = Object.entries(params).flatMap(([name, value]) => {
    if (commonParameters.includes(name)) return []
    const parameter = known.find((one) => one.name === name)
    return parameter ? checkValue(parameter, name, value) : [`${name}: unknown parameter`]
  })
  const missing = known
    .filter((parameter) => parameter.required && params[parameter.name] === undefined)
    .map((parameter) => `${parameter.name}: missing`)
  return [...complaints, ...missing].map((complaint) => `${method} ${complaint}`)
}

/** Complaints about an update of the Bots Long Poll or the Callback API. */
export function checkVkUpdate(update: unknown): string[] {
  if (!vkSchemas) return []
  const base = against('callback/objects.json#/definitions/callback_base', update)
  const { type, object } = update as { type?: string; object?: unknown }
  if (type === 'confirmation') return base
  const definition = EVENT_OBJECTS[type ?? '']
  if (!definition) return [...base, `${type}: no definition is known for this type`]
  return [...base, ...against(`callback/objects.json#/definitions/${definition}`, object)]
}

/** Complaints about the whole body of an answer, with `response` or with `error`. */
export function checkVkAnswer(method: string, answer: unknown): string[] {
  if (!vkSchemas || method === 'upload') return []
  const { error, response } = answer as { error?: unknown; response?: unknown }
  if (error !== undefined) return checkError(error)
  if (response === undefined) return [`${method}: neither response nor error`]
  // Its response is whatever the code returns.
  if (method === 'execute') return []
  const schema = methodSchema(method)
  if (!schema) return [`${method}: unknown method`]
  const attempts = Object.values(schema.responses).map(({ $ref }) => against(plain($ref), answer))
  const closest = attempts.sort((a, b) => a.length - b.length)[0] ?? []
  return closest.map((complaint) => `${method} ${complaint}`)
}

function checkError(error: unknown): string[] {
  const shape = against('base/objects.json#/definitions/base_error', error)
  const { error_code, error_msg } = error as { error_code: number; error_msg: string }
  const texts = errorTexts().get(error_code)
  if (!texts) return [...shape, `error ${error_code}: unknown code`]
  const fits = texts.some((text) => error_msg.startsWith(text))
  return fits ? shape : [...shape, `error ${error_code}: "${error_msg}" is not VK's text`]
}

function checkValue(parameter: Omit<Parameter, 'name'>, name: string, value: unknown): string[] {
  const types = [parameter.type ?? 'string'].flat()
  if (types.includes('array')) return checkList(parameter, name, value)
  if (parameter.$ref) return checkReference(parameter, name, value)
  const text = String(value)
  if (!types.some((type) => fitsType(type, value))) return [`${name}: "${text}" is no ${types}`]
  const complaints: string[] = []
  const numeric = !types.includes('string')
  const { minimum, maximum, maxLength } = parameter
  if (numeric && minimum !== undefined && Number(value) < minimum) complaints.push('too small')
  if (numeric && maximum !== undefined && Number(value) > maximum) complaints.push('too big')
  if (maxLength !== undefined && text.length > maxLength) complaints.push('too long')
  if (parameter.enum && !parameter.enum.map(String).includes(text)) complaints.push('not allowed')
  if (jsonParameters.includes(name) && text !== '' && parsed(text) === undefined) {
    complaints.push('no JSON')
  }
  return complaints.map((complaint) => `${name}: ${text.slice(0, 60)}: ${complaint}`)
}

function checkList(
  { items, maxItems }: Omit<Parameter, 'name'>,
  name: string,
  value: unknown,
): string[] {
  const list = Array.isArray(value)
    ? value
    : String(value)
        .split(',')
        .filter((item) => item !== '')
  const tooMany =
    maxItems !== undefined && list.length > maxItems ? [`${name}: too many items`] : []
  return [...tooMany, ...list.flatMap((item) => (items ? checkValue(items, name, item) : []))]
}

/** A named definition: of a text itself, or of the JSON that the text holds. */
function checkReference(
  { $ref = '' }: Omit<Parameter, 'name'>,
  name: string,
  value: unknown,
): string[] {
  const asItIs = against(plain($ref), value)
  if (asItIs.length === 0 || typeof value !== 'string') return asItIs.map((one) => `${name}${one}`)
  const inside = parsed(value)
  const complaints = inside === undefined ? asItIs : against(plain($ref), inside)
  return complaints.map((complaint) => `${name}${complaint}`)
}

function fitsType(type: string, value: unknown): boolean {
  const text = String(value)
  if (type === 'integer') return /^-?\d+$/.test(text)
  if (type === 'number') return text !== '' && Number.isFinite(Number(text))
  if (type === 'boolean') return ['0', '1', 'true', 'false'].includes(text)
  return typeof value === 'string' || typeof value === 'number'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** ../messages/objects.json#/… as it is named in the validator. */
function plain(reference: string): string {
  return reference.replace(/^\.\.\//, '')
}

const validators = new Map<string, ValidateFunction>()
let ajv: Ajv | undefined

function against(reference: string, value: unknown): string[] {
  ajv ??= loadAjv()
  let validate = validators.get(reference)
  if (!validate) {
    validate = ajv.compile({ $ref: `vk:/${reference}` })
    validators.set(reference, validate)
  }
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = params.allowedValues ?? params.additionalProperty ?? ''
    return `${instancePath}: ${message} ${extra}`.trim()
  })
}

function loadAjv(): Ajv {
  const loaded = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  for (const path of vkDefinitionFiles()) {
    const { definitions } = vkSchemaFile(path)
    for (const erratum of definitionErrata) if (erratum.file === path) erratum.mend(definitions)
    loaded.addSchema({ $id: `vk:/${path}`, definitions: draft07(definitions) })
  }
  return loaded
}

/** VK marks required properties one by one, and refers by relative paths; draft-07 wants it otherwise. */
function draft07(node: Json): Json {
  if (Array.isArray(node)) return node.map(draft07)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries<Json>(node)
    .filter(
      ([key, value]) =>
        key !== 'discriminator' && !(key === 'required' && typeof value === 'boolean'),
    )
    .map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, `vk:/${plain(value)}`]
        : [key, draft07(value)],
    )
  const properties = Object.entries<Json>(node.properties ?? {})
  const required = properties.filter(([, one]) => one?.required === true).map(([name]) => name)
  return { ...Object.fromEntries(entries), ...(required.length > 0 ? { required } : {}) }
}

const methodFiles = new Map<string, MethodSchema[]>()

function methodSchema(method: string): MethodSchema | undefined {
  const section = method.split('.')[0] ?? ''
  if (!/^\w+$/.test(section)) return undefined
  let methods = methodFiles.get(section)
  if (!methods) {
    try {
      methods = vkSchemaFile(`${section}/methods.json`).methods as MethodSchema[]
    } catch {
      methods = []
    }
    methodFiles.set(section, methods)
  }
  return methods.find(({ name }) => name === method)
}

function parametersOf({ name, parameters = [] }: MethodSchema): Parameter[] {
  const corrections = parameterCorrections[name] ?? {}
  const listed = parameters.map((one) => ({ ...one, ...corrections[one.name] }))
  return [...listed, ...(parameterErrata[name] ?? [])]
}

let texts: Map<number, string[]> | undefined

/** All texts of each error code: some codes have several. */
function errorTexts(): Map<number, string[]> {
  if (texts) return texts
  texts = new Map()
  const errors: { code: number; description: string }[] = Object.values(
    vkSchemaFile('errors.json').errors,
  )
  for (const { code, description } of errors) {
    texts.set(code, [...(texts.get(code) ?? []), description])
  }
  return texts
}
