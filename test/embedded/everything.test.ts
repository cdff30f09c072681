/** The whole started as one: in order, with secrets kept, what dies brought back, and ended in order. */
import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { startEverything } from '../../src/embedded/everything.ts'
import { readEmbeddedSettings } from '../../src/embedded/settings.ts'

const entry = (name: string) => join(import.meta.dirname, `stand-in-${name}.ts`)
const standIns = { intake: entry('intake'), workers: entry('workers') } as const

let dataDir: string
let said: string[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hfr-all-'))
  // Registered first, so it runs last: a socket must not vanish under those who still end.
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  said = []
  // The server that the run's own Redis came from, so that it is not fetched for each test.
  const fetched = resolve(process.env.DATA_DIR ?? '.data', 'redis')
  await symlink(fetched, join(dataDir, 'redis'))
})

const events = async () =>
  (await readFile(join(dataDir, 'events'), 'utf8').catch(() => '')).split('\n').filter(Boolean)

async function start(
  more: NodeJS.ProcessEnv = {},
  entries: typeof standIns | { intake: string; workers: string } = standIns,
) {
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    EVENTS: join(dataDir, 'events'),
    PORT: '0',
    MAILBOX_PORT: '0',
    ...more,
  }
  const everything = await startEverything({
    settings: readEmbeddedSettings(environment),
    environment,
    entries,
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  })
  onTestFinished(everything.stop)
  return everything
}

const pidOf = (event: string | undefined) => Number(event?.split(' ').at(-1))

describe('everything in one command', () => {
  test('starts intake before workers, each in a process of its own', async () => {
    const { intakeUrl } = await start()
    expect((await events()).map((event) => event.replace(/\d+$/, ''))).toEqual([
      'intake ready ',
      'workers ready ',
    ])
    expect((await fetch(intakeUrl)).status).toBe(200)
  })

  test('ends intake, then workers, while Redis still answers', async () => {
    const { stop } = await start()
    await stop()
    expect((await events()).slice(2)).toEqual([
      'intake ended by SIGTERM while redis said PONG',
      'workers ended by SIGTERM while redis said PONG',
    ])
  })

  test('keeps its secrets between starts, in a file that only the owner reads', async () => {
    const kept = async () =>
      z
        .looseObject({ SEAL_KEYS: z.string() })
        .parse(JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')))
    const first = await start()
    const made = await kept()
    await first.stop()
    const second = await start()
    expect(await kept()).toEqual(made)
    expect(second.tokens).toEqual(first.tokens)
    expect(((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600')
    expect(Buffer.from(made.SEAL_KEYS, 'base64')).toHaveLength(32)
    expect(first.tokens.map(({ role }) => role)).toEqual(['press', 'ops', 'wire'])
    for (const { token } of first.tokens) expect(token.length).toBeGreaterThanOrEqual(24)
  })

  test('leaves tokens that the person has set as they are', async () => {
    const own = [{ name: 'Sam Reed', role: 'press', token: 'a-token-of-their-own-choosing' }]
    const { tokens } = await start({ API_TOKENS: JSON.stringify(own) })
    expect(tokens).toEqual(own)
  })

  test('brings a killed process back on the same port, and says so', async () => {
    const { intakeUrl } = await start()
    process.kill(pidOf((await events())[0]), 'SIGKILL')
    await vi.waitFor(() => expect(said).toContain('intake runs again.'), { timeout: 10_000, interval: 20 })
    expect((await fetch(intakeUrl)).status).toBe(200)
  })

  test('brings a killed Redis back', async () => {
    await start()
    const pid = Number(await readFile(join(dataDir, 'store', 'redis.pid'), 'utf8'))
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(said).toContain('redis runs again.'), { timeout: 10_000, interval: 20 })
  })

  test('shows warnings at the terminal and keeps the whole log in a file', async () => {
    await start()
    expect(said).toContain('intake: warning: a warning (some-code)')
    expect(said.join()).not.toContain('msg')
    expect(await readFile(join(dataDir, 'logs', 'intake.log'), 'utf8')).toContain('"msg":"ready"')
  })

  test('names the fix when the port is taken', async () => {
    const other = createServer().listen(0)
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(start({ PORT: String(port) })).rejects.toThrow(`PORT=${port + 1} npm start`)
    await expect(start({ MAILBOX_PORT: String(port) })).rejects.toThrow('MAILBOX_PORT=0 npm start')
  })

  test('stops what it had started when a later part does not start', async () => {
    await expect(start({}, { ...standIns, workers: join(dataDir, 'missing.ts') })).rejects.toThrow(
      'workers did not start',
    )
    expect((await events()).at(-1)).toBe('intake ended by SIGTERM while redis said PONG')
  })
})
