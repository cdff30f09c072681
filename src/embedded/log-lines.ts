/** What of a process's log a person at the terminal should see: warnings and errors, in short form. */
import { z } from 'zod'

/** Pino's levels, as it writes them by default. */
const warn = 40
const levels: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn,
  error: 50,
  fatal: 60,
}

const LogLine = z.object({
  level: z.union([z.number(), z.string().transform((word) => levels[word] ?? warn)]),
  msg: z.string().optional(),
  code: z.string().optional(),
})

/** The short form, or null for what only the log file keeps. A line that is no log line is shown as it is. */
export function forTerminal(line: string): string | null {
  if (line.trim() === '') return null
  const read = LogLine.safeParse(parsed(line))
  if (!read.success) return line
  const { level, msg, code } = read.data
  if (level < warn) return null
  const word = level >= 50 ? 'error' : 'warning'
  return `${word}: ${[msg, code && `(${code})`].filter(Boolean).join(' ')}`
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
