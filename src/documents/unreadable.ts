/** Why a file was not read. Each code has its sentence in the locales (`error-file-<code>`). */
export type UnreadableCode =
  | 'empty'
  | 'not-what-it-says'
  | 'too-big'
  | 'too-long'
  | 'zip-bomb'
  | 'encrypted'
  | 'old-doc'
  | 'scan-or-pdf'
  | 'archive'
  | 'program'
  | 'unknown-type'
  | 'broken'
  | 'too-slow'

/** A file that cannot be read, with what to say about it. The message is for the operator's log. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode
  readonly args: Record<string, string | number>

  constructor(code: UnreadableCode, args: Record<string, string | number> = {}) {
    super(`The file cannot be read: ${code}.`)
    this.name = 'UnreadableFile'
    this.code = code
    this.args = args
  }
}
