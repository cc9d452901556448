import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 96 random bits as 16 characters of base64url: fits any messenger's start payload. */
export function newInvitationCode(): string {
  return randomBytes(12).toString('base64url')
}

/** No 0 O 1 I L and no vowels, so that no code reads like a word. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ'
const SHORT = 8

/** A code that is easy to read and to type: about 38 bits, good for minutes. Has a digit always. */
export function newShortCode(): string {
  const code = Array.from({ length: SHORT }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return /\d/.test(code) ? code : newShortCode()
}

/** SHA-256, hexadecimal: codes are stored only so. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

/** Cyrillic letters that look like the Latin ones of a code. */
const LOOKALIKES: Record<string, string> = {
  В: 'B',
  С: 'C',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
}

export type ReadCode = { type: 'invitation' | 'link'; code: string }

/** Marks a short code in the start payload of a link. */
export const LINK_PAYLOAD = 'link-'

/**
 * Finds a code in what a person sent or a link carried: an invitation's code, a short code in any
 * case, with blanks, hyphens or Cyrillic look-alikes, or a whole link.
 * @returns null when there is none
 */
export function readCode(text: string): ReadCode | null {
  const given = (/[?&](?:start|ref)=([\w-]+)/.exec(text)?.[1] ?? text).trim()
  const marked = given.startsWith(LINK_PAYLOAD) ? given.slice(LINK_PAYLOAD.length) : given
  if (/^[\w-]{16}$/.test(marked)) return { type: 'invitation', code: marked }
  const short = marked
    .toUpperCase()
    .replace(/[\s–—-]/g, '')
    .replace(/[А-Я]/g, (letter) => LOOKALIKES[letter] ?? letter)
  const characters = new RegExp(`^[${ALPHABET}]{${SHORT}}$`)
  return characters.test(short) ? { type: 'link', code: short } : null
}
