/** Bringing a server in from Debian's packages: without root, once for all who ask, never half. */
import { lookup } from 'node:dns/promises'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, type TestContext, test } from 'vitest'
import { hasDebianTools } from '../../src/embedded/debian-packages.ts'
import { startRedis } from '../../src/embedded/redis.ts'
import { bringIn } from '../../src/embedded/redis-binary.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hfr-binary-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
})

async function skipWhereImpossible(context: TestContext): Promise<void> {
  if (!(await hasDebianTools())) context.skip('this system has no apt')
  const reached = await lookup('deb.debian.org').catch(() => undefined)
  if (reached === undefined) context.skip('the package archive is out of reach')
}

describe('a server from Debian’s packages', () => {
  test('runs, is there once for all who ask at the same time, and leaves nothing else behind', async (context) => {
    await skipWhereImpossible(context)
    const cache = join(dataDir, 'redis')
    const said: string[] = []
    const found = await Promise.all([1, 2].map(() => bringIn(cache, (line) => said.push(line))))
    expect(new Set(found.map(({ path }) => path)).size).toBe(1)
    expect(await readdir(dataDir)).toEqual(['redis'])
    expect(said[0]).toContain('Fetching')

    const [binary] = found
    if (binary === undefined) throw new Error('Nothing was found')
    expect(Number.parseInt(binary.version, 10)).toBeGreaterThanOrEqual(7)
    const redis = await startRedis({ binary, directory: join(dataDir, 'store') })
    await redis.stop()
  }, 60_000)

  test('replaces one that does not run', async (context) => {
    await skipWhereImpossible(context)
    const cache = join(dataDir, 'redis')
    const path = join(cache, 'usr', 'bin', 'redis-server')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'cut short', { mode: 0o755 })
    expect((await bringIn(cache, () => undefined)).path).toBe(path)
  }, 60_000)
})
