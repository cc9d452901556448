import { writeXlsx } from 'hucre'
import type { InvitationCards } from '../domain/invitations/lists.ts'
import { dotted, type MadeFile, type Say } from './plan-sheet.ts'
import { ABOUT, FONT, sheetName, TITLE, table, value, XLSX_MIME } from './xlsx-table.ts'

/** The links of a list of invitations, to be sent on one by one. */
export async function writeCardsXlsx(
  { cards, role, municipality, until }: InvitationCards,
  say: Say,
): Promise<MadeFile> {
  const messengers = cards[0]?.links.map(({ label }) => label) ?? []
  const column = (header: string, width: number) => ({ header, width, kind: 'text' as const })
  const page = table(sheetName(say('invitation-cards-sheet')), [
    column(say('register-column-name'), 34),
    column(say('register-column-school'), 28),
    ...messengers.map((label) => column(label, 48)),
  ])
  page.line(
    say('invitation-cards-heading', { role: say(`role-${role}`), where: municipality }),
    TITLE,
  )
  page.line(say('invitation-card-until', { day: dotted(until) }), ABOUT)
  page.header()
  for (const { name, school, links } of cards)
    page.row([value(name), value(school), ...links.map(({ url }) => value(url))])
  return {
    name: `${say('invitation-links-file', { day: until })}.xlsx`,
    mime: XLSX_MIME,
    bytes: Buffer.from(await writeXlsx({ sheets: [page.done()], defaultFont: FONT })),
  }
}
