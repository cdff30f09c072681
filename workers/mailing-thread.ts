/**
 * Mailing in a thread of its own: whatever it is busy with, the lift clock of the process runs, and where
 * the system knows priorities of threads (Linux) the processor is the lift clock's first.
 */
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { readWorkersConfig } from '../src/config.ts'
import { createLog, type Log } from '../src/log.ts'
import type { Running } from './lifting.ts'
import { startMailing } from './mailing.ts'

const MARK = 'mailing'
const AGAIN_AFTER_MS = 1000
/** As `nice`: what is not asked for at once. */
const PRIORITY = 10

/** Starts it and resolves when it works. A thread that ends unasked is started again. */
export async function startMailingThread(log: Log): Promise<Running> {
  let thread: Worker | null = null
  let again: NodeJS.Timeout | undefined
  let closing = false

  function start(): Worker {
    const started = new Worker(new URL(import.meta.url), { workerData: MARK })
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

if (workerData === MARK && parentPort !== null) {
  if (process.platform === 'linux') setPriority(PRIORITY)
  const config = readWorkersConfig()
  const mailing = await startMailing(config, createLog(config.LOG_LEVEL, 'workers'))
  parentPort.once('message', async () => {
    await mailing.close()
    process.exit(0)
  })
  parentPort.postMessage('working')
}
