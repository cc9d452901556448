import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

/** PT Sans, made for Cyrillic; SIL Open Font License. The machine's own fonts are never asked. */
const FONTS = ['400Regular/PTSans_400Regular', '700Bold/PTSans_700Bold']

const require = createRequire(import.meta.url)
const fontFiles = FONTS.map((name) => require.resolve(`@expo-google-fonts/pt-sans/${name}.ttf`))

export const COLORS = {
  paper: '#ffffff',
  band: '#f4f6f9',
  grid: '#e3e7ee',
  ink: '#1f2733',
  faint: '#6b7686',
  done: '#2e9e6b',
  open: '#4a7fd6',
  late: '#d9413d',
  past: '#b4bcc8',
  today: '#e08a1e',
} as const

/** An SVG document → PNG, pixel for pixel. */
export function renderPng(svg: string): Buffer {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'PT Sans' }
  return new Resvg(svg, { font, background: COLORS.paper }).render().asPng()
}

/** The frame of every picture. Sizes in pixels. */
export function svgPage(width: number, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="PT Sans">`,
    `<rect width="${width}" height="${height}" fill="${COLORS.paper}"/>`,
    ...body,
    '</svg>',
  ].join('\n')
}

export interface TextLook {
  size: number
  fill?: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
}

/** One line of text; x and y are of its baseline. */
export function svgText(x: number, y: number, text: string, look: TextLook): string {
  const { size, fill = COLORS.ink, bold = false, anchor = 'start' } = look
  const weight = bold ? ' font-weight="700"' : ''
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}>${escapeXml(text)}</text>`
}

export function svgRect(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more = '',
): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" fill="${fill}" ${more}/>`
}

export function svgLine(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: string,
  more = '',
): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}" ${more}/>`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
