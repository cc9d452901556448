/**
 * Cuts a text at paragraph, line, sentence or word ends so that each part fits. Bold and italics that
 * a cut would tear are closed and opened again.
 */
export function splitText(html: string, limit: number): string[] {
  if (html.length <= limit) return [html]
  // Tags that are closed and opened again must fit, too.
  const room = limit - 20
  const parts: string[] = []
  let rest = html
  let open = ''
  while (rest.length + open.length > room) {
    const cut = cutAt(rest, room - open.length)
    const part = open + rest.slice(0, cut).trimEnd()
    open = ''
    let closing = ''
    for (const tag of ['b', 'i']) {
      const opened = part.split(`<${tag}>`).length - part.split(`</${tag}>`).length
      if (opened <= 0) continue
      closing = `${closing}</${tag}>`
      open = `${open}<${tag}>`
    }
    parts.push(part + closing)
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '' || parts.length === 0) parts.push(open + rest)
  return parts
}

function cutAt(text: string, room: number): number {
  const head = text.slice(0, room)
  for (const end of ['\n\n', '\n', '. ', ' ']) {
    const at = head.lastIndexOf(end)
    if (at > room / 2) return at + end.length
  }
  // No good place: at least not in the middle of a tag, an entity or a surrogate pair.
  const torn = Math.max(
    head.lastIndexOf('<') > head.lastIndexOf('>') ? head.lastIndexOf('<') : -1,
    /&[a-z]*$/.exec(head)?.index ?? -1,
  )
  if (torn > 0) return torn
  return /[\uD800-\uDBFF]$/.test(head) ? room - 1 : room
}
