import { findPeriod } from './period.ts'

/** The title among the texts before the table: it speaks of a plan or a road map, best with years. */
export function findTitle(texts: readonly string[]): string {
  const clean = texts.map((text) =>
    text
      .replace(/\[bookmark:[^\]]*\]/g, '')
      .replace(/\*\*|^#+\s*/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const named = clean.filter((text) => /план|дорожн\S* карт/i.test(text) && text.length < 600)
  const dated = named.find((text) => findPeriod(text) !== undefined)
  return dated ?? wholeTitle(clean, named[0]) ?? clean.find((text) => text !== '') ?? ''
}

/** A title set in several paragraphs: those after «План …» up to the one with the years. */
function wholeTitle(texts: readonly string[], first: string | undefined): string | undefined {
  if (first === undefined) return undefined
  const at = texts.indexOf(first)
  for (let end = at + 1; end < Math.min(texts.length, at + 6); end++) {
    const joined = texts.slice(at, end + 1).join(' ')
    if (joined.length < 600 && findPeriod(joined) !== undefined) return joined.trim()
  }
  return first
}
