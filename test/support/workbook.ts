import { type CellValue, readXlsx, type Sheet, writeXlsx } from 'hucre'

/** A .xlsx of one sheet, as somebody has typed it. */
export async function workbook(rows: CellValue[][], name = 'Лист1'): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [{ name, rows }] }))
}

/** The sheets of a .xlsx that was sent out. */
export async function sheetsOf(bytes: Buffer): Promise<Sheet[]> {
  return (await readXlsx(bytes)).sheets
}
