/** The service as production runs it: processes of their own, every line they write kept. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { NODE_FLAGS } from '../../src/embedded/own-process.ts'

const ENTRIES = { intake: resolve('src/server.ts'), workers: resolve('workers/main.ts') }
const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env

export type OwnProcess = {
  readonly child: ChildProcess
  readonly port: number
  /** Everything it wrote to its standard output and error. */
  output(): string
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts one and resolves when it says that it is ready. */
export async function startOwnProcess(
  entry: keyof typeof ENTRIES,
  environment: Readonly<Record<string, string>>,
): Promise<OwnProcess> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ENTRIES[entry]], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  const exited = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), exited.then(() => null)])
  if (ready === null) throw new Error(`${entry} ended before it was ready:\n${output}`)
  const message: unknown = ready[0]
  const port = typeof message === 'object' && message !== null ? Reflect.get(message, 'port') : 0
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return {
    child,
    port: typeof port === 'number' ? port : 0,
    output: () => output,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
