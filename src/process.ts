/** How a process of the service lives: starts, says it is ready, and ends in order when told to. */
import { setPriority } from 'node:os'

type Running = { readonly ready: object; close(): Promise<void> }

/** A second signal, or this long, ends the process without waiting. */
const CLOSE_WITHIN_MS = 15_000

/** As `nice`: what lifts, and what answers readers, comes before all else on its host. */
const PRIORITY = -10

/**
 * Gives this thread, and those it starts, the processor first. Where the system lets it: as root, or with
 * CAP_SYS_NICE. Elsewhere it waits its turn like others.
 */
export function comeFirst(): void {
  try {
    if (process.platform === 'linux') setPriority(PRIORITY)
  } catch {}
}

/**
 * Runs until SIGTERM, SIGINT, or the end of the IPC channel of whoever started it. A fault that names
 * its `exitCode` (of the configuration: 78, EX_CONFIG of sysexits.h) is said in its plain words.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  const running = await start().catch((error: unknown) => {
    if (!(error instanceof Error) || !('exitCode' in error)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(Number(error.exitCode))
  })
  let closing = false
  const close = async () => {
    if (closing) process.exit(1)
    closing = true
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref()
    await running.close()
    process.exit(0)
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  process.on('disconnect', close)
  process.send?.({ kind: 'ready', ...running.ready })
}
