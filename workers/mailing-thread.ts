/**
 * Mailing in a thread of its own: whatever it is busy with, the lift clock of the process runs, and where
 * the system knows priorities of threads (Linux) the processor is the lift clock's first.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Log } from '../src/log.ts'
import type { Running } from './lifting.ts'
import type { RightOfWay } from './right-of-way.ts'

const ENTRY = new URL('./mailing-entry.ts', import.meta.url)
const AGAIN_AFTER_MS = 1000
/** Left to itself the heap grows with an audience: nothing is kept, but little of it is ever cleared away. */
const HEAP = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 512 } as const

/** Starts it and resolves when it works. A thread that ends unasked is started again. */
export async function startMailingThread(log: Log, rightOfWay: RightOfWay): Promise<Running> {
  let thread: Worker | null = null
  let again: NodeJS.Timeout | undefined
  let closing = false

  function start(): Worker {
    const started = new Worker(ENTRY, { workerData: rightOfWay.shared, resourceLimits: HEAP })
    thread = started
    started.on('error', (error) => log.warn({ err: error }, 'mailing thread'))
    started.on('exit', () => {
      thread = null
      if (!closing) again = setTimeout(start, AGAIN_AFTER_MS)
    })
    return started
  }

  await once(start(), 'message')
  return {
    async close() {
      closing = true
      clearTimeout(again)
      if (thread === null) return
      const exited = once(thread, 'exit')
      thread.postMessage('close')
      await exited
    },
  }
}
