import { createRequire } from 'node:module'
import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { MAX_PDF_PAGES, MAX_PDF_TEXTS, MAX_ROWS } from './limits.ts'
import { pdfBlocks } from './pdf-blocks.ts'
import type { PdfPage, PdfText } from './pdf-page.ts'
import { multiply, pageRules } from './pdf-rules.ts'
import { UnreadableFile } from './unreadable.ts'

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
type Loaded = Awaited<ReturnType<PdfJs['getDocument']>['promise']>
type Page = Awaited<ReturnType<Loaded['getPage']>>

export interface PdfContent {
  blocks: SourceBlock[]
  /** Pages (from 1) that are pictures without text, where there are any. */
  pictures?: number[]
}

/**
 * A PDF with a text layer as blocks: tables by their borders, or by white space where they have
 * none. Pictures are not decoded, nothing is fetched, scripts are not run.
 * Throws UnreadableFile: encrypted | broken | too-long | scan-or-pdf (no page has a text layer).
 */
export async function readPdf(bytes: Buffer): Promise<PdfContent> {
  const pdfjs = openReader()
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    // Not even the smallest picture: they cost memory and say nothing.
    maxImageSize: 0,
  })
  try {
    return await readPages(await task.promise, pdfjs)
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await task.destroy()
  }
}

async function readPages(document: Loaded, pdfjs: PdfJs): Promise<PdfContent> {
  if (document.numPages > MAX_PDF_PAGES) throw new UnreadableFile('too-long', { rows: MAX_ROWS })
  const pages: PdfPage[] = []
  const pictures: number[] = []
  let left = MAX_PDF_TEXTS
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const texts = await textsOf(page)
    left -= texts.length
    if (left < 0) throw new UnreadableFile('too-long', { rows: MAX_ROWS })
    const drawing = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.DISABLE })
    const { width, height, transform } = page.getViewport({ scale: 1 })
    const written = texts.some(({ text }) => /[\p{L}\d]/u.test(text))
    if (written)
      pages.push({ texts, rules: pageRules(drawing, pdfjs.OPS, transform), width, height })
    // A blank page of a text processor writes a space; a scanned one writes nothing at all.
    else if (!drawing.fnArray.includes(pdfjs.OPS.showText)) pictures.push(number)
    page.cleanup()
  }
  if (!isLegible(pages)) throw new UnreadableFile('scan-or-pdf')
  const blocks = pdfBlocks(pages)
  return pictures.length === 0 ? { blocks } : { blocks, pictures }
}

async function textsOf(page: Page): Promise<PdfText[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const base = page.getViewport({ scale: 1 }).transform as unknown as Parameters<typeof multiply>[0]
  return items.flatMap((item): PdfText[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [a, b, , d, x, y] = multiply(base, item.transform as unknown as typeof base)
    const reads = Math.abs(b) <= Math.abs(a) ? 'right' : b < 0 ? 'up' : 'down'
    const size = Math.hypot(a, b) || Math.abs(d)
    if (![x, y, size, item.width].every(Number.isFinite)) return []
    return [{ text: item.str, x, y, width: item.width, size, reads }]
  })
}

/** Fonts without a key to their letters give signs of no alphabet: such a text is none. */
function isLegible(pages: readonly PdfPage[]): boolean {
  let signs = 0
  let known = 0
  for (const { texts } of pages)
    for (const { text } of texts) {
      const written = text.replace(/\s+/g, '')
      signs += written.length
      known += written.match(/[\p{Script=Cyrillic}\p{Script=Latin}\p{Nd}\p{P}№]/gu)?.length ?? 0
    }
  return known > 0 && known >= signs / 2
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableFile) return error
  if (error.name === 'PasswordException') return new UnreadableFile('encrypted')
  return new UnreadableFile('broken')
}

/** What pdf.js asks of a browser to draw. Nothing is drawn here, so empty shapes will do. */
class Shape {}

const require = createRequire(import.meta.url)

/**
 * Loaded on first use: it is big, and most files are none of its business. By `require`, so that
 * Node reads it itself: through the loader of TypeScript it costs four times the memory and time.
 */
function openReader(): PdfJs {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: Shape })
  // It finds its other half, which would be a thread of a browser, where this puts it.
  require('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return require('pdfjs-dist/legacy/build/pdf.mjs')
}
