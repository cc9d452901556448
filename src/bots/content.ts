/**
 * What goes out, free of any messenger's shapes. Stored as JSON in the delivery row.
 * The text is a subset of HTML: `<b>`, `<i>` and escaped `&lt; &gt; &amp;` only; a messenger without
 * formatting shows it plain.
 */
export interface Content {
  text: string
  buttons?: Button[][]
  /** The main menu below the text, already chosen for the person's roles. */
  menu?: MenuItem[][]
  /** A file from the storage that goes with the text as its caption. */
  file?: { id: string; name: string; mime: string }
}

export interface Button {
  label: string
  /** Comes back as `tap.data`; at most 64 bytes. */
  data: string
}

export interface MenuItem {
  label: string
  /** Comes back as a command of this name. */
  command: string
}

/** The text without formatting, as a messenger without HTML shows it. */
export function toPlain(html: string): string {
  return html
    .replace(/<\/?[bi]>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** Makes any text safe inside `Content.text`. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
