/** A consent as it is printed and signed. */
export interface ConsentForm {
  /** Who signs: «Иванова Мария Ивановна». */
  name: string
  /** Whose data it is about: of a minor, not the one who signs. */
  about: string
  /** A minor of fourteen and more, who signs beside the parent. */
  own: string | null
  birthDate: string | null
  school: string | null
  municipality: string
  title: string
  version: number
  /** The whole document, as in the chat. */
  text: string
  /** First characters of its SHA-256: ties the sheet to the text. */
  mark: string
}
