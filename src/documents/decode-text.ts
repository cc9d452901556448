import iconv from 'iconv-lite'

/**
 * Bytes → text. A byte order mark decides; then the zero bytes of UTF-16; then UTF-8 if the bytes
 * are valid UTF-8; else the Cyrillic code page that gives most of the letters Russian is made of.
 */
export function decodeText(bytes: Buffer): string {
  return iconv.decode(bytes, textEncoding(bytes)).replace(/^\uFEFF/, '')
}

const CODE_PAGES = ['windows-1251', 'cp866', 'koi8-r', 'maccyrillic']
const FREQUENT = /[оеаинтсрвлкмдпу]/g

function textEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  const odd = head.filter((byte, i) => i % 2 === 1 && (byte === 0 || byte === 4)).length
  const even = head.filter((byte, i) => i % 2 === 0 && (byte === 0 || byte === 4)).length
  if (odd > head.length / 4) return 'utf-16le'
  if (even > head.length / 4) return 'utf-16be'
  if (isUtf8(bytes)) return 'utf-8'
  const sample = bytes.subarray(0, 65_536)
  const score = (page: string) => iconv.decode(sample, page).match(FREQUENT)?.length ?? 0
  return CODE_PAGES.reduce((best, page) => (score(page) > score(best) ? page : best))
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
