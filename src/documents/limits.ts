/** What a file may cost before it is refused. A road map of 1,000 rows needs a hundredth of this. */

/** As it arrives, bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** Entries in a .docx or .xlsx. */
export const MAX_ZIP_ENTRIES = 2_000
/** All entries unpacked, as the directory promises them, bytes (pictures count too). */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024
/** The parts that are unpacked here, bytes. */
export const MAX_XML_BYTES = 32 * 1024 * 1024
/** Rows of all tables and lines of all texts. */
export const MAX_ROWS = 20_000
/** Columns of one table: beyond them a sheet is formatted, not filled. */
export const MAX_COLUMNS = 100
/** Pages of a PDF. */
export const MAX_PDF_PAGES = 300
/** Runs of text in a PDF; a page of a road map has a few hundred. */
export const MAX_PDF_TEXTS = 400_000
/** Reading in a worker, milliseconds. */
export const MAX_READING_MS = 30_000
/** Heap of the worker, megabytes. */
export const MAX_WORKER_MB = 512
