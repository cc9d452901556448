/** What stands on a page, in points, y downwards from the page's upper edge. */
export interface PdfPage {
  texts: PdfText[]
  rules: Rule[]
  width: number
  height: number
}

/** A run of text as the file has it; where it stands says what it belongs to. */
export interface PdfText {
  text: string
  x: number
  /** Of the baseline. */
  y: number
  width: number
  size: number
  /** Where the text reads to: a narrow header may be written upwards. */
  reads: 'right' | 'up' | 'down'
}

/** A line drawn on the page. */
export interface Rule {
  horizontal: boolean
  /** y of a horizontal one, x of a vertical one. */
  at: number
  from: number
  to: number
}

/** A rectangle of the page. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
