import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { InvitationCard, InvitationCards } from '../domain/invitations/lists.ts'
import type { BotLink } from '../domain/shared/room.ts'
import { DOCX_MIME } from './paper-docx.ts'
import { dotted, type MadeFile, printable, type Say } from './plan-sheet.ts'
import { qrPng } from './qr.ts'

/** A4 upright, twentieths of a point; printers leave so much of an edge. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = { top: 567, right: 567, bottom: 567, left: 567, header: 0, footer: 0 }
const COLUMNS = 2
const ROWS = 4
const CARD = {
  width: Math.floor((PAGE.width - MARGIN.left - MARGIN.right) / COLUMNS),
  // What is left over is for the paragraph that Word sets after a table.
  height: Math.floor((PAGE.height - MARGIN.top - MARGIN.bottom - 400) / ROWS),
}
/** Pixels of a code in the file, and at 96 a inch on paper: 3 cm, read from a hand's length. */
const QR = { drawn: 330, shown: 114 }
const CUT = { style: BorderStyle.DASHED, size: 4, color: '999999' } as const
const CUTS = { top: CUT, right: CUT, bottom: CUT, left: CUT }

/** Cards to be cut out: who is invited, where, what to do, and a code for each messenger. */
export async function writeCardsDocx(cards: InvitationCards, say: Say): Promise<MadeFile> {
  const pages: Table[] = []
  for (let at = 0; at < cards.cards.length; at += COLUMNS * ROWS)
    pages.push(sheet(cards.cards.slice(at, at + COLUMNS * ROWS), cards, say))
  const document = new Document({
    title: say('invitation-cards-title'),
    creator: 'Tandem',
    styles: {
      default: { document: { run: { font: 'Arial', size: 18, language: { value: 'ru-RU' } } } },
    },
    sections: pages.map((page) => ({
      properties: { page: { size: PAGE, margin: MARGIN } },
      children: [page, new Paragraph({ spacing: { before: 0, after: 0, line: 20 } })],
    })),
  })
  return {
    name: `${say('invitation-cards-file', { day: cards.until })}.docx`,
    mime: DOCX_MIME,
    bytes: Buffer.from(await Packer.toBuffer(document)),
  }
}

function sheet(cards: readonly InvitationCard[], about: InvitationCards, say: Say): Table {
  const rows: TableRow[] = []
  for (let at = 0; at < cards.length; at += COLUMNS) {
    const row = Array.from({ length: COLUMNS }, (_, i) => cards[at + i])
    rows.push(
      new TableRow({
        cantSplit: true,
        height: { value: CARD.height, rule: HeightRule.EXACT },
        children: row.map(
          (card) =>
            new TableCell({
              width: { size: CARD.width, type: WidthType.DXA },
              verticalAlign: VerticalAlign.CENTER,
              borders: CUTS,
              margins: { top: 60, bottom: 60, left: 140, right: 140 },
              children: card ? face(card, about, say) : [new Paragraph('')],
            }),
        ),
      }),
    )
  }
  return new Table({
    rows,
    columnWidths: Array.from({ length: COLUMNS }, () => CARD.width),
    width: { size: CARD.width * COLUMNS, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  })
}

function face(
  { name, school, links }: InvitationCard,
  { role, until }: InvitationCards,
  say: Say,
): Paragraph[] {
  return [
    line(name, { bold: true, size: 24 }),
    line(`${school} · ${say(`role-${role}`)}`),
    line(say('invitation-card-what'), { size: 16 }),
    codes(links, QR),
    line(links.map(({ label }) => label).join('          '), { bold: true }),
    line(say('invitation-card-until', { day: dotted(until) }), { size: 14 }),
  ]
}

/** A line in the middle. */
export function line(text: string, { bold = false, size = 18 } = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 40 },
    children: [new TextRun({ text: printable(text), bold, size })],
  })
}

/** The codes of all messengers side by side. */
export function codes(links: readonly BotLink[], { drawn, shown }: typeof QR): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 0 },
    children: links.flatMap(({ url, label }, index) => [
      ...(index > 0 ? [new TextRun({ text: '   ' })] : []),
      new ImageRun({
        type: 'png',
        data: qrPng(url, drawn),
        transformation: { width: shown, height: shown },
        altText: { name: label, title: label, description: url },
      }),
    ]),
  })
}
