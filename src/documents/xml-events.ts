import { Parser } from 'htmlparser2'
import { UnreadableFile } from './unreadable.ts'

/** What happens while a part of an office file is read from its beginning to its end. */
export interface XmlEvents {
  /** @param name as it is written, with its prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close(name: string): void
}

/**
 * Reads XML without building a tree of it. Throws UnreadableFile('broken') for XML that ends before
 * it is whole: half a table must not pass for one.
 */
export function readXml(xml: Buffer, events: XmlEvents): void {
  let depth = 0
  let elements = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++
        elements++
        events.open(name, attributes)
      },
      ontext: (text) => events.text?.(text),
      onclosetag(name) {
        depth--
        events.close(name)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(decoded(xml))
  if (depth !== 0 || elements === 0) throw new UnreadableFile('broken')
  parser.end()
}

function decoded(xml: Buffer): string {
  if (xml[0] === 0xff && xml[1] === 0xfe) return new TextDecoder('utf-16le').decode(xml)
  if (xml[0] === 0xfe && xml[1] === 0xff) return new TextDecoder('utf-16be').decode(xml)
  return new TextDecoder().decode(xml)
}
