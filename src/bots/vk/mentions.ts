/** Invisible and joins nothing: behind it VK finds no mention any more. */
const joiner = '\u2060'
/** VK takes no longer text. */
const longest = 4096

/**
 * A text in which nothing becomes a link or a mention by VK's own markup: `[club1|…]`, `[https://…|…]`,
 * `@id1 (…)`, `*club1`. `disable_mentions` only keeps the people from being notified.
 */
export function unlinked(text: string): string {
  const safe = text
    .replace(/\[(?=[^\s[\]|]+\|)/g, `[${joiner}`)
    .replace(/(^|[^\p{L}\p{N}_])([@*])(?=[A-Za-z])/gu, `$1$2${joiner}`)
  return safe.length > longest ? text : safe
}
