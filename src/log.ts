/** Structured logs: JSON lines with ids only. ERROR means a person must act, and says what to do. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Written to the standard output, unless to another `destination`. */
export function createLog(
  level: string,
  process: 'intake' | 'workers',
  destination: DestinationStream = pino.destination(1),
): Log {
  const settings = {
    level,
    base: { process },
    // An error says its kind and its code; its words may hold an address or an argument.
    serializers: { err: (error: unknown) => describe(error) },
  }
  return pino(settings, destination)
}

/** What may be logged of an error: names, codes and where, never its words. */
function describe(error: unknown): { name: string; code?: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    at: at.slice(0, 6).map((line) => line.trim()),
  }
}
