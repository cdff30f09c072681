/** One of the service's own processes: started, heard when it is ready, its log kept, stopped in order. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Part } from './keep-running.ts'
import { forTerminal } from './log-lines.ts'

type ProcessOptions = Readonly<{
  name: string
  /** The entry file. */
  entry: string
  environment: NodeJS.ProcessEnv
  /** Its whole output is appended here. */
  logFile: string
  /** Gets what a person should see of that output. */
  say: (line: string) => void
}>

/** `port` where the process listens on one. */
export type OwnProcess = Part & Readonly<{ pid: number; port: number | undefined }>

/** A process ended, or said nothing, before it was ready; its own words are on the terminal. */
class ProcessFault extends Error {}

const Ready = z.object({ kind: z.literal('ready'), port: z.number().int().optional() })
/** One thread for garbage: four of them beside a lift take the cores that it waits for. */
export const NODE_FLAGS = ['--v8-pool-size=1'] as const
const readyLimitMs = 30_000
const stopLimitMs = 20_000

/** Starts the process and resolves when it says `{kind: 'ready'}` over IPC. Throws `ProcessFault`. */
export async function startProcess(options: ProcessOptions): Promise<OwnProcess> {
  const { name, entry, environment, logFile, say } = options
  // A process group of its own: Ctrl-C reaches us only, and we stop all in order. The IPC channel ends
  // with us, so the process ends too when we are killed.
  const child = spawn(process.execPath, [...NODE_FLAGS, entry], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const ended = once(child, 'exit')
  await once(child, 'spawn')
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) follow(stream, log, (line) => say(`${name}: ${line}`))
  }
  once(child, 'close').then(() => log.end())

  const ready = await Promise.race([readiness(child), ended.then(() => undefined)])
  if (ready === undefined || child.pid === undefined) {
    child.kill('SIGKILL')
    throw new ProcessFault(`${name} did not start; its log is ${logFile}`)
  }
  return { pid: child.pid, port: ready.port, ended, stop: () => stop(child, ended, name, say) }
}

/** Undefined when the time runs out. */
async function readiness(child: ChildProcess): Promise<z.infer<typeof Ready> | undefined> {
  const signal = AbortSignal.timeout(readyLimitMs)
  try {
    for (;;) {
      const [message] = await once(child, 'message', { signal })
      const read = Ready.safeParse(message)
      if (read.success) return read.data
    }
  } catch {
    return undefined
  }
}

function follow(stream: Readable, log: NodeJS.WritableStream, say: (line: string) => void): void {
  createInterface({ input: stream }).on('line', (line) => {
    log.write(`${line}\n`)
    const worthSaying = forTerminal(line)
    if (worthSaying !== null) say(worthSaying)
  })
}

async function stop(
  child: ChildProcess,
  ended: Promise<unknown>,
  name: string,
  say: (line: string) => void,
): Promise<void> {
  const limit = setTimeout(() => {
    say(`${name} did not end within ${stopLimitMs / 1000} seconds and was killed.`)
    child.kill('SIGKILL')
  }, stopLimitMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(limit)
}
