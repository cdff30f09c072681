/** The whole service on one machine: what runs, in which order it starts, and in which it ends. */
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { keepRunning, type Part } from './keep-running.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { startProcess } from './own-process.ts'
import { OWN_STAFF } from './own-staff.ts'
import { startRedis } from './redis.ts'
import { findRedis } from './redis-binary.ts'
import { keepSecrets, type Secrets, secretEnvironment, tokensInUse } from './secrets.ts'
import type { EmbeddedSettings } from './settings.ts'

type Everything = Readonly<{
  intakeUrl: string
  /** Undefined where mail goes to the person's own server. */
  inboxUrl: string | undefined
  tokens: Secrets['API_TOKENS']
  /** Ends all of it in order and resolves when nothing runs. */
  stop: () => Promise<void>
}>

type EverythingOptions = Readonly<{
  settings: EmbeddedSettings
  /** What the processes get, under what is made here. */
  environment: NodeJS.ProcessEnv
  /** The entry files of the two processes. */
  entries: Readonly<{ intake: string; workers: string }>
  say: (line: string) => void
  /** Asks a start that is under way to end. */
  signal: AbortSignal
}>

/** The port cannot be used; the message has the fix. */
class PortFault extends Error {}

/** Those who use a part end before it. */
const endingOrder = ['intake', 'workers', 'mailbox', 'redis'] as const
type Name = (typeof endingOrder)[number]

/**
 * Starts all parts, or none: when one does not start, those before it are stopped again. What it throws
 * has a message for the person at the terminal.
 */
export async function startEverything(options: EverythingOptions): Promise<Everything> {
  const stops = new Map<Name, () => Promise<void>>()
  const stop = async () => {
    for (const name of endingOrder) await stops.get(name)?.()
  }
  try {
    return { ...(await startParts(options, stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(
  options: EverythingOptions,
  stops: Map<Name, () => Promise<void>>,
): Promise<Omit<Everything, 'stop'>> {
  const { settings, environment, entries, say, signal } = options
  const dataDir = resolve(settings.DATA_DIR)
  const logs = join(dataDir, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  await refuseBusyPort(settings.PORT)
  const secrets = await keepSecrets(dataDir)

  async function keep<P extends Part>(name: Name, start: () => Promise<P>): Promise<P> {
    signal.throwIfAborted()
    const { part, stop } = await keepRunning({ name, start, say })
    stops.set(name, stop)
    return part
  }

  const redisUrl = settings.REDIS_URL ?? (await keep('redis', await redisStarter(dataDir, logs, say))).url
  signal.throwIfAborted()
  const mailbox = settings.SMTP_URL === undefined ? await ownMailbox(settings, dataDir) : undefined
  if (mailbox !== undefined) stops.set('mailbox', mailbox.stop)

  const shared: NodeJS.ProcessEnv = {
    ...environment,
    ...secretEnvironment(secrets, environment),
    ...(mailbox === undefined ? {} : mailEnvironment(mailbox, environment)),
    REDIS_URL: redisUrl,
  }
  const own = (name: 'intake' | 'workers', more: NodeJS.ProcessEnv) =>
    startProcess({
      name,
      entry: entries[name],
      environment: { ...shared, ...more },
      logFile: join(logs, `${name}.log`),
      say,
    })

  // A free port that was picked once stays the same when the process starts again.
  let port = settings.PORT
  const publicUrl = () => settings.PUBLIC_URL ?? `http://localhost:${port}`
  await keep('intake', async () => {
    const intake = await own('intake', {
      PORT: String(port),
      STAFF: environment.STAFF || JSON.stringify(OWN_STAFF),
      PRINT_SIGN_IN_LINKS: environment.PRINT_SIGN_IN_LINKS || 'true',
      // Nothing that is tried out should be open to the network; whoever wants that says so.
      HOST: environment.HOST || '127.0.0.1',
      ...(port === 0 ? {} : { PUBLIC_URL: publicUrl() }),
    })
    port = intake.port ?? port
    return intake
  })
  await keep('workers', () => own('workers', { PUBLIC_URL: publicUrl() }))
  return {
    intakeUrl: `http://localhost:${port}`,
    inboxUrl: mailbox?.inboxUrl,
    tokens: tokensInUse(secrets, environment),
  }
}

async function redisStarter(dataDir: string, logs: string, say: (line: string) => void) {
  const binary = await findRedis({ dataDir, say })
  return () => startRedis({ binary, directory: join(dataDir, 'store'), logFile: join(logs, 'redis.log') })
}

function ownMailbox(settings: EmbeddedSettings, dataDir: string): Promise<Mailbox> {
  return startMailbox({ dataDir, port: settings.MAILBOX_PORT })
}

function mailEnvironment(mailbox: Mailbox, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: environment.MAIL_FROM || 'Press Office <press@newsroom.example>',
  }
}

async function refuseBusyPort(port: number): Promise<void> {
  const server = createServer()
  await new Promise<void>((free, taken) => {
    server.once('error', (cause) => {
      const fix = `PORT=${port + 1} npm start (PORT=0 picks a free one)`
      taken(new PortFault(`Port ${port} cannot be used; it is probably taken. Start with ${fix}`, { cause }))
    })
    server.listen(port, () => server.close(() => free()))
  })
}
