/** Bodies of one word that stand at the end of a name: after one of them a new name may begin. */
const ABBREVIATION = '(?:МКУ|МБУ|МАУ|ГБУ|ГАУ|БУ|МБОУ|МАОУ|МОУ|ИМЦ|РМК|ГУО|ИМО|ЦНППМ|МКОУ)'
const WHOLE_BODY =
  /^((департамент|управление|отдел|комитет|министерство)\s+образования|(руководители|директора|заведующие|кураторы|администрации)\s+[А-ЯЁ]{2,6})$/i
const GLUED = new RegExp(`^(.+?)\\s+(${ABBREVIATION}(?:\\s.*)?)$`, 'u')

export interface Responsible {
  names: string[]
  /** True when a name was cut where no sign separated it («Департамент образования МКУ «ИМЦ»»). */
  split: boolean
}

/**
 * A cell → the names and bodies in it. Commas, semicolons and lines separate them, but not inside
 * quotes and brackets, and a line that goes on with a small letter continues the name.
 */
export function splitResponsible(cell: string): Responsible {
  const text = cell.replace(/[^\S\n]+/g, ' ').replace(/\s*\n\s*(?=[\p{Ll}«(])/gu, ' ')
  const listed = separate(text.replace(/([-–,])\s*\n/g, '$1 '))
  const names = listed.flatMap(unglue)
  return { names, split: names.length > listed.length }
}

function separate(text: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const char of text) {
    if ('«(“'.includes(char)) depth += 1
    else if ('»)”'.includes(char)) depth = Math.max(0, depth - 1)
    // A quote that never closes must not swallow the next line.
    if (char === '\n' || (depth === 0 && ',;'.includes(char))) {
      depth = 0
      parts.push('')
    } else parts[parts.length - 1] += char
  }
  return parts
    .map((part) => part.replace(/^[\s·•–-]+|[\s.]+$/g, trimmed))
    .filter((part) => part !== '')
}

/** Keeps the dot of initials: «Петрова И.И.» but not «ИМЦ.». */
function trimmed(edge: string, at: number, whole: string): string {
  const initials = /(\p{Lu}\.\s?|\s)\p{Lu}$/u.test(whole.slice(0, at))
  return at > 0 && edge.startsWith('.') && initials ? '.' : ''
}

function unglue(name: string): string[] {
  const [, first, rest] = GLUED.exec(name) ?? []
  if (first === undefined || rest === undefined || !WHOLE_BODY.test(first)) return [name]
  return [first, ...unglue(rest)]
}
