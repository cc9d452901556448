import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { TableBlock } from '../../src/domain/roadmaps/source.ts'

const require = createRequire(import.meta.url)
const FONT = require.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf')

export interface PdfOptions {
  /** Without borders the columns are parted by white space alone. */
  borders?: boolean
  password?: string
  /** A border as a thin filled rectangle, the way text processors do it, or as a stroked line. */
  thin?: boolean
  /** Size of the letters, points. */
  size?: number
  /** Written at the foot of every page with its number. */
  foot?: string
  /** Shares of the page's width. */
  widths?: number[]
}

type Doc = InstanceType<typeof PDFDocument>

/** A landscape PDF by any hand but ours: paragraphs, then a table that runs over pages. */
export function makePdf(
  intro: readonly string[],
  table: Pick<TableBlock, 'rows' | 'merged'>,
  options: PdfOptions = {},
): Promise<Buffer> {
  return drawPdf((doc) => {
    for (const line of intro) doc.fontSize(14).text(line, { align: 'center' })
    doc.moveDown()
    drawTable(doc, table, options)
  }, options)
}

/** Whatever is drawn on landscape pages. */
export function drawPdf(draw: (doc: Doc) => void, options: PdfOptions = {}): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 36,
    font: FONT,
    autoFirstPage: true,
    bufferPages: true,
    ...(options.password ? { userPassword: options.password } : {}),
  })
  const parts: Buffer[] = []
  const done = new Promise<Buffer>((resolve) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
  })
  draw(doc)
  doc.end()
  return done
}

export function drawTable(
  doc: Doc,
  { rows, merged = [] }: Pick<TableBlock, 'rows' | 'merged'>,
  options: PdfOptions,
): void {
  const { borders = true, thin = true, size = 8, foot } = options
  const columns = Math.max(...rows.map((row) => row.length))
  const shares = options.widths ?? Array.from({ length: columns }, () => 1)
  const whole = doc.page.width - 72
  const all = shares.reduce((sum, share) => sum + share, 0)
  const xs = [36]
  for (const share of shares) xs.push(xs.at(-1)! + (whole * share) / all)
  const spanOf = (row: number, column: number) =>
    merged.find((one) => one.row === row && one.column === column)
  const covered = (row: number, column: number) =>
    merged.some(
      (one) =>
        (one.row !== row || one.column !== column) &&
        one.row <= row &&
        row < one.row + one.rowSpan &&
        one.column <= column &&
        column < one.column + one.columnSpan,
    )
  doc.fontSize(size)
  const heights = rows.map((row, at) =>
    Math.max(
      size * 1.6,
      ...row.map((text, column) => {
        const span = spanOf(at, column)
        if (text === '' || (span && span.rowSpan > 1)) return 0
        const width = xs[column + (span?.columnSpan ?? 1)]! - xs[column]! - 8
        return doc.heightOfString(text, { width }) + 8
      }),
    ),
  )
  const rule = (x: number, y: number, width: number, height: number) => {
    if (!borders) return
    if (thin) doc.rect(x, y, Math.max(width, 0.5), Math.max(height, 0.5)).fill('#000')
    else
      doc
        .moveTo(x, y)
        .lineTo(x + width, y + height)
        .stroke()
  }
  const feet = () => {
    if (!foot) return
    const { x, y } = doc
    doc.page.margins.bottom = 0
    const pages = doc.bufferedPageRange().count
    doc.text(`${foot} ${pages}`, 400, doc.page.height - 24, { lineBreak: false })
    doc.page.margins.bottom = 36
    Object.assign(doc, { x, y })
  }
  let y = doc.y
  const tops: number[] = []
  rows.forEach((row, at) => {
    if (y + heights[at]! > doc.page.height - 40) {
      feet()
      doc.addPage()
      y = 36
    }
    tops[at] = y
    row.forEach((text, column) => {
      if (covered(at, column)) return
      const span = spanOf(at, column)
      const right = xs[column + (span?.columnSpan ?? 1)]!
      const height = heights.slice(at, at + (span?.rowSpan ?? 1)).reduce((sum, one) => sum + one, 0)
      const left = xs[column]!
      rule(left, y, right - left, 0)
      rule(left, y + height, right - left, 0)
      rule(left, y, 0, height)
      rule(right, y, 0, height)
      doc.fill('#000').text(text, left + 4, y + 4, { width: right - left - 8 })
    })
    y += heights[at]!
  })
  feet()
}
