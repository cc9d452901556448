import { Resvg } from '@resvg/resvg-js'
import { unzipSync } from 'fflate'
import { decodeQR } from 'qr/decode.js'

/** What the QR codes in a .docx say, in the order of its pictures. */
export function codesOf(docx: Buffer): string[] {
  const parts = unzipSync(docx, { filter: ({ name }) => /^word\/media\/.*\.png$/.test(name) })
  return Object.values(parts).map(readPng)
}

function readPng(png: Uint8Array): string {
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const [width, height] = [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`
  const picture = new Resvg(svg).render()
  return decodeQR({ width, height, data: new Uint8Array(picture.pixels) })
}
