/** The entry of `npm start`: everything in one command, until Ctrl-C. */
import { access, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startEverything } from './everything.ts'
import { loadSample } from './sample.ts'
import { readEmbeddedSettings } from './settings.ts'
import { welcome } from './welcome.ts'

const root = resolve(import.meta.dirname, '../..')
const say = (line: string) => void process.stdout.write(`${line}\n`)

// A terminal that was closed takes no more words; that must not keep the rest from ending in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const stopping = new AbortController()
const stopAsked = new Promise<void>((asked) => {
  // SIGHUP comes when the terminal window closes.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping.signal.aborted) say('\nStopping, so that nothing is lost.')
      stopping.abort()
      asked()
    })
  }
})

try {
  await run()
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Failed for an unknown reason'}\n`)
    process.exitCode = 1
  }
}

async function run(): Promise<void> {
  const settings = readEmbeddedSettings(process.env)
  const everything = await startEverything({
    settings,
    environment: process.env,
    entries: { intake: join(root, 'src', 'server.ts'), workers: join(root, 'workers', 'main.ts') },
    say,
    signal: stopping.signal,
  })
  const { intakeUrl, inboxUrl, tokens } = everything
  const press = tokens.find((token) => token.role === 'press')
  // A Redis of the person's own may be a real one; nothing invented is published there.
  const ownRedis = settings.REDIS_URL === undefined
  const callId =
    settings.SAMPLE && ownRedis && press !== undefined
      ? await sampleOnce(settings.DATA_DIR, { intakeUrl, token: press.token })
      : undefined
  say(welcome({ intakeUrl, inboxUrl, tokens, callId, dataDir: resolve(settings.DATA_DIR) }))
  await stopAsked
  await everything.stop()
  say('Stopped. The next npm start finds everything as it was.')
}

/** Loads the sample on the first start on this data and answers its call's id; undefined later. */
async function sampleOnce(
  dataDir: string,
  into: { intakeUrl: string; token: string },
): Promise<string | undefined> {
  const marker = join(dataDir, 'sample-loaded')
  const loaded = await access(marker).then(
    () => true,
    () => false,
  )
  if (loaded) return undefined
  try {
    const callId = await loadSample(into)
    await writeFile(marker, `${callId}\n`)
    return callId
  } catch (error) {
    say(`The sample was not loaded: ${error instanceof Error ? error.message : 'unknown reason'}`)
    return undefined
  }
}
