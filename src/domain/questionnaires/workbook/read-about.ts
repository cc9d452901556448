import type { TableBlock } from '../../roadmaps/source.ts'
import type { Role } from '../../shared/access.ts'
import type { Questionnaire } from '../definition.ts'
import { type Complain, flagIn } from './cells.ts'
import { lineOf } from './table.ts'
import { aboutLines, abouts, keyOf, roles } from './words.ts'

type AboutKey = keyof typeof aboutLines

/** The first sheet: a name in one column, what it is in the next. */
export function readAbout(table: TableBlock | null, complain: Complain) {
  const cells = new Map<AboutKey, { value: string; line: number }>()
  for (const [index, row] of (table?.rows ?? []).entries()) {
    const at = row.findIndex((cell) => keyOf(aboutLines, cell) !== undefined)
    const key = keyOf(aboutLines, row[at] ?? '')
    if (key === undefined || cells.has(key)) continue
    cells.set(key, { value: (row[at + 1] ?? '').trim(), line: table ? lineOf(table, index) : 0 })
  }
  const said = (key: AboutKey) => cells.get(key)?.value ?? ''
  const line = (key: AboutKey) => cells.get(key)?.line ?? 0
  const flag = (key: AboutKey) =>
    flagIn(said(key), false, (code, args) => complain(line(key), code, args))
  const about = said('about') === '' ? 'self' : keyOf(abouts, said('about'))
  if (!about) complain(line('about'), 'cell-about', { value: said('about') })
  const fields: Omit<Questionnaire, 'version' | 'questions' | 'scores'> = {
    title: said('title'),
    code: said('code').toLowerCase(),
    purpose: said('purpose'),
    audience: audienceIn(said('audience'), (value) =>
      complain(line('audience'), 'cell-role', { value }),
    ),
    offered: flag('offered'),
    anonymous: flag('anonymous'),
    about: about ?? 'self',
    source: said('source') || null,
  }
  const lines: { [key: string]: number } = {}
  for (const [key, cell] of cells) lines[key] = cell.line
  return { fields, lines }
}

/** «педагог, наставник» */
function audienceIn(cell: string, complain: (value: string) => void): Role[] {
  const found: Role[] = []
  for (const word of cell.split(/[,;\n]/).map((one) => one.trim())) {
    if (word === '') continue
    const role = keyOf(roles, word)
    if (!role) complain(word)
    else if (!found.includes(role)) found.push(role)
  }
  return found
}
