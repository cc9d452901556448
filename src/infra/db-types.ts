import pg from 'pg'

const { builtins } = pg.types
// The typings know the single types only.
const getTypeParser = pg.types.getTypeParser as (
  oid: number,
  format?: string,
) => (text: string) => never
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TEXT_ARRAY = 1009 as number

/** A number where it fits one exactly, else the digits: what identity columns and counts need. */
const parseInt8 = (text: string): number | string => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

/** Wraps a parser of one value into a parser of an array of them. */
const parseArray = (parse: (text: string) => unknown) => (text: string) => {
  const texts: (string | null)[] = getTypeParser(TEXT_ARRAY)(text)
  return texts.map((item) => (item === null ? null : parse(item)))
}

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [INT8_ARRAY, parseArray(parseInt8)],
  [builtins.DATE, String], // a day is 'YYYY-MM-DD', never an instant
  [DATE_ARRAY, parseArray(String)],
  [builtins.TIMESTAMP, (text: string) => new Date(`${text.replace(' ', 'T')}Z`)],
])

/**
 * How plain SQL reads PostgreSQL's types: bigint as a number (digits past 2^53), date as an ISO
 * string, timestamps as Date (those without zone are UTC), json parsed, numeric as a string.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    (format !== 'binary' && parsers.get(oid)) ||
    getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}
