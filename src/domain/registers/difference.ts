import type { FileLine, RegisterReading } from './reading.ts'
import { foldName, type RegisterField, type RegisterLine, registerFields } from './rules.ts'

/** A line that is stored. */
export interface RegisterEntry extends RegisterLine {
  id: number
  personId: number | null
}

/** A field that a file says otherwise; null is an empty cell. */
export interface FieldChange {
  field: RegisterField
  from: string | null
  to: string | null
}

export interface Difference {
  added: FileLine[]
  changed: { entry: RegisterEntry; line: FileLine; fields: FieldChange[] }[]
  unchanged: RegisterEntry[]
  /** Stored for the file's schools, and not in the file. */
  leftOut: RegisterEntry[]
  /** Without a birth date, where several namesakes are stored: nobody can say who is meant. */
  ambiguous: FileLine[]
}

/**
 * What a file would change. A line is found by school and name; among namesakes by the birth date, so
 * one that differs in its birth date alone is the same person with a corrected day.
 */
export function differenceOf(
  stored: readonly RegisterEntry[],
  { lines, schools, wrong }: RegisterReading,
): Difference {
  const rest = new Set(stored.filter(({ schoolId }) => schools.includes(schoolId)))
  const pairs = new Map<FileLine, RegisterEntry>()
  // By name at once: a municipality has thousands of lines.
  const byName = new Map<string, RegisterEntry[]>()
  for (const entry of rest) byName.set(keyOf(entry), [...(byName.get(keyOf(entry)) ?? []), entry])
  const sameName = (line: FileLine) =>
    (byName.get(keyOf(line)) ?? []).filter((entry) => rest.has(entry))
  const pair = (line: FileLine, entry: RegisterEntry | undefined) => {
    if (!entry) return
    pairs.set(line, entry)
    rest.delete(entry)
  }
  for (const line of lines)
    if (line.birthDate)
      pair(
        line,
        sameName(line).find(({ birthDate }) => birthDate === line.birthDate),
      )
  for (const line of lines) {
    const [only, ...others] = sameName(line)
    if (!pairs.has(line) && others.length === 0) pair(line, only)
  }

  const difference: Difference = {
    added: [],
    changed: [],
    unchanged: [],
    leftOut: [],
    ambiguous: [],
  }
  for (const line of lines) {
    const entry = pairs.get(line)
    const fields = entry ? changesOf(entry, line) : []
    if (entry && fields.length > 0) difference.changed.push({ entry, line, fields })
    else if (entry) difference.unchanged.push(entry)
    else if (!line.birthDate && sameName(line).length > 0) difference.ambiguous.push(line)
    else difference.added.push(line)
  }
  const named = new Set([...wrong, ...difference.ambiguous.map(foldName)])
  difference.leftOut = [...rest].filter((entry) => !named.has(foldName(entry)))
  return difference
}

const keyOf = (one: FileLine | RegisterEntry): string => `${one.schoolId} ${foldName(one)}`

function changesOf(entry: RegisterEntry, line: FileLine): FieldChange[] {
  return registerFields.flatMap((field) => {
    const to = line[field]
    return to === undefined || to === entry[field] ? [] : [{ field, from: entry[field], to }]
  })
}
