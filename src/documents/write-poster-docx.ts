import type { PosterSheet } from '../domain/newcomers/service.ts'
import { DOCX_MIME, paperDocx } from './paper-docx.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'
import { codes, line } from './write-cards-docx.ts'

/** Pixels of a code in the file, and at 96 a inch on paper: 7 cm, read from two steps away. */
const QR = { drawn: 800, shown: 265 }

/** One page to be hung up in a school: what it is about, what to do, and a code for each messenger. */
export async function writePosterDocx(poster: PosterSheet, say: Say): Promise<MadeFile> {
  const { school, municipality, until, links } = poster
  const text = (key: string, size: number, bold = false) => line(say(key), { size, bold })
  const gap = () => line(' ', { size: 28 })
  const bytes = await paperDocx(say('poster-title'), [
    gap(),
    text('poster-title', 64, true),
    line(school, { size: 40 }),
    line(municipality, { size: 28 }),
    gap(),
    text('poster-about', 30),
    gap(),
    codes(links, QR),
    line(links.map(({ label }) => label).join(' '.repeat(40)), { size: 36, bold: true }),
    gap(),
    ...['poster-step-1', 'poster-step-2', 'poster-step-3'].map((key) => text(key, 30)),
    gap(),
    line(say('poster-until', { day: dotted(until) }), { size: 22 }),
  ])
  return { name: `${say('poster-file', { school })}.docx`, mime: DOCX_MIME, bytes }
}
