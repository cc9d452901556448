/** Characters of a road map that is pasted, in all its pieces. */
export const longestPaste = 100_000

/** Messengers cut a text at 4,096 characters, some of them at the end of a word or line before that. */
const cutAt = 4_090
const likelyCut = 3_500

/** Whether a piece of this length was probably cut off by the messenger. */
export function looksCut(length: number): boolean {
  return length >= likelyCut
}

/**
 * Puts a text together that came in several messages: rows of a table stay rows, and a row that the
 * messenger has torn is mended.
 * @param last length of the last piece of `text`
 */
export function joinPieces(text: string, piece: string, last: number): string {
  // Cut by hand: people cut between lines.
  if (!looksCut(last)) return `${text}\n${piece}`
  const lines = text.split('\n')
  const columns = Math.max(...lines.map(tabs))
  const next = tabs(piece.split('\n')[0] ?? '')
  const torn =
    columns > 0 ? !(tabs(lines.at(-1) ?? '') === columns && next === columns) : last >= cutAt
  if (!torn) return `${text}\n${piece}`
  // Cut before its limit, it was cut at a blank, which is lost.
  return last >= cutAt ? text + piece : `${text} ${piece}`
}

const tabs = (line: string): number => line.split('\t').length - 1
