import { encodeQR } from 'qr'
import { renderPng } from './picture.ts'

/** Light modules around the code, which a camera needs (ISO/IEC 18004). */
const QUIET = 4

/**
 * A link as a QR code, PNG, near to so many pixels a side. Middle error correction (15 %): a sheet that is
 * folded or stained is still read.
 */
export function qrPng(link: string, pixels: number): Buffer {
  const modules = encodeQR(link, 'raw', { ecc: 'medium', border: QUIET })
  const size = modules.length
  const dark = modules.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  // Whole pixels a module: a blurred edge is a lost scan.
  const side = size * Math.max(1, Math.round(pixels / size))
  return renderPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${dark.join('')}"/></svg>`,
  )
}
