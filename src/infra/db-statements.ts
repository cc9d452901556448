import type pg from 'pg'

/** Texts that may get a name; our own are some hundreds, all of them constant. */
const most = 2000
const names = new Map<string, string>()

/**
 * A name for a statement's text, the same for every connection: the server parses and plans it once a
 * connection, which costs it several times what running a small one does. Undefined once there are too
 * many texts: whoever builds texts by hand must not fill the server's memory.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= most) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** A statement with its parameters, prepared under its name where it has parameters. */
export function prepared(text: string, params: readonly unknown[]): pg.QueryConfig {
  const name = params.length > 0 ? statementName(text) : undefined
  return { text, values: [...params], ...(name === undefined ? {} : { name }) }
}

/** The same for Prisma's adapter, which takes an empty name for none. */
export function prismaStatementName({ sql }: { sql: string }): string {
  return statementName(sql) ?? ''
}
