import { drawPdf } from './pdf-made-by-hand.ts'

export interface OverPages {
  /** Shares of the page's width. */
  widths: number[]
  /** Repeat the first row on every page, as a text processor does when asked to. */
  header: boolean
}

const SIZE = 9
const STEP = 12
const PADDING = 4

/** A bordered table drawn line by line, so that pages tear its rows wherever they end. */
export function pdfOverPages(rows: string[][], { widths, header }: OverPages): Promise<Buffer> {
  return drawPdf((doc) => {
    const all = widths.reduce((sum, share) => sum + share, 0)
    const xs = [36]
    for (const share of widths) xs.push(xs.at(-1)! + ((doc.page.width - 72) * share) / all)
    const bottom = doc.page.height - 40
    doc.fontSize(SIZE)
    const wrapped = (text: string, column: number): string[] =>
      text.split('\n').flatMap((line) => {
        const lines: string[] = ['']
        for (const word of line.split(' ')) {
          const longer = `${lines.at(-1)} ${word}`.trim()
          const fits = doc.widthOfString(longer) <= xs[column + 1]! - xs[column]! - 2 * PADDING
          if (fits || lines.at(-1) === '') lines[lines.length - 1] = longer
          else lines.push(word)
        }
        return lines
      })
    const rule = (x: number, y: number, width: number, height: number) =>
      doc.rect(x, y, Math.max(width, 0.5), Math.max(height, 0.5)).fill('#000')
    const box = (top: number, height: number, cells: string[][]) => {
      for (const [column, lines] of cells.entries())
        for (const [n, line] of lines.entries())
          doc.text(line, xs[column]! + PADDING, top + PADDING + n * STEP, { lineBreak: false })
      for (const x of xs) rule(x, top, 0, height)
      rule(36, top, xs.at(-1)! - 36, 0)
      rule(36, top + height, xs.at(-1)! - 36, 0)
    }
    let y = 36
    const draw = (row: string[], again: boolean) => {
      let rest = row.map(wrapped)
      for (;;) {
        const room = Math.floor((bottom - y - 2 * PADDING) / STEP)
        const most = Math.max(...rest.map((lines) => lines.length))
        if (room >= most) {
          box(y, most * STEP + 2 * PADDING, rest)
          y += most * STEP + 2 * PADDING
          return
        }
        if (room > 0)
          box(
            y,
            room * STEP + 2 * PADDING,
            rest.map((lines) => lines.slice(0, room)),
          )
        rest = rest.map((lines) => lines.slice(Math.max(0, room)))
        doc.addPage()
        doc.fontSize(SIZE)
        y = 36
        if (header && again) draw(rows[0]!, false)
      }
    }
    for (const row of rows) draw(row, true)
  })
}
