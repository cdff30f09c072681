/** Keeps a part of the whole running: one that ends unasked is started again, later and later. */
import { setTimeout as delay } from 'node:timers/promises'

/** Something that runs until it is stopped, or ends by itself. */
export type Part = Readonly<{ ended: Promise<unknown>; stop: () => Promise<void> }>

type KeepOptions<P extends Part> = Readonly<{
  /** As a person calls it. */
  name: string
  start: () => Promise<P>
  say: (line: string) => void
  firstPauseMs?: number
}>

const longestPauseMs = 10_000
/** Whoever ran this long has recovered, and its next end is a first one. */
const steadyMs = 30_000

/** Starts the part, and lets a first start that fails throw. `stop` ends the part and the keeping. */
export async function keepRunning<P extends Part>(
  options: KeepOptions<P>,
): Promise<{ part: P; stop: () => Promise<void> }> {
  const { name, start, say, firstPauseMs = 250 } = options
  const stopping = new AbortController()
  const part = await start()
  const kept = watch(part)

  async function watch(first: P): Promise<void> {
    let current: P | undefined = first
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      if (current !== undefined) {
        const asked = await Promise.race([current.ended.then(() => false), stopAsked(stopping.signal)])
        if (asked) return current.stop()
      }
      if (performance.now() - startedAt > steadyMs) pauseMs = firstPauseMs
      say(`${name} ended unasked; starting it again in ${pauseMs} ms.`)
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      current = await start().catch((error: unknown) => {
        say(`${name} did not start: ${error instanceof Error ? error.message : 'unknown reason'}`)
        return undefined
      })
      if (current !== undefined) say(`${name} runs again.`)
    }
    await current?.stop()
  }

  return {
    part,
    stop: () => {
      stopping.abort()
      return kept
    },
  }
}

function stopAsked(signal: AbortSignal): Promise<true> {
  if (signal.aborted) return Promise.resolve(true)
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(true), { once: true }))
}
