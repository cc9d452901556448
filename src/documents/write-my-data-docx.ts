import type { IsoDate } from '../domain/shared/calendar.ts'
import { DOCX_MIME, lines, paperDocx, table } from './paper-docx.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'

/** All that is stored of a person, in words already. */
export interface MyData {
  name: string
  day: IsoDate
  sections: { title: string; rows: [string, string][] }[]
}

/** «Мои данные» as .docx: a table a part. */
export async function writeMyDataDocx(data: MyData, say: Say): Promise<MadeFile> {
  const title = say('my-data-title')
  const parts = data.sections.flatMap(({ title: heading, rows }) => [
    ...lines(heading, { bold: true, size: 26 }),
    table([], rows, [2, 3]),
    ...lines(''),
  ])
  return {
    name: `${say('my-data-file', { day: data.day })}.docx`,
    mime: DOCX_MIME,
    bytes: await paperDocx(title, [
      ...lines(title, { bold: true, size: 32, centred: true }),
      ...lines(say('my-data-about', { name: data.name, day: dotted(data.day) }), { after: 240 }),
      ...parts,
      ...lines(say('my-data-rights')),
    ]),
  }
}
