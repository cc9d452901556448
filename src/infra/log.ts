import { type DestinationStream, type Logger, pino } from 'pino'
import { scrub } from './scrub.ts'

/** Structured log; give each room its own with `log.child({ room: 'deliveries' })`. */
export type Log = Logger

export interface LogOptions {
  level?: string
  /** Where lines go; standard output unless told. */
  stream?: DestinationStream
}

/**
 * Opens the log: one JSON object a line. Whatever is logged, tokens and people's words do not get
 * into it: see scrub.ts. Of an error only its kind, message, code, place and cause are kept, for
 * libraries hang whole requests on theirs.
 */
export function openLog({ level = 'info', stream = pino.destination(1) }: LogOptions = {}): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serializeError, error: serializeError },
      hooks: { streamWrite: scrub },
    },
    stream,
  )
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(stack ? { stack } : {}),
    ...(cause ? { cause: serializeError(cause) } : {}),
  }
}
