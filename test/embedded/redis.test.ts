/** The embedded Redis: private, durable, one for a data directory. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { beforeEach, describe, expect, onTestFinished } from 'vitest'
import { type RunningRedis, startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import { connectRedis } from '../../src/store/redis.ts'
import { test } from '../support/redis.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hfr-redis-'))
  // Registered first, so it runs last.
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
})

async function start(folder = directory): Promise<RunningRedis> {
  const binary = await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say: () => undefined })
  const redis = await startRedis({ binary, directory: folder })
  onTestFinished(() => redis.stop())
  return redis
}

function connect(redis: RunningRedis): Redis {
  const connection = connectRedis(redis.url, 'patient')
  onTestFinished(() => connection.disconnect())
  return connection
}

describe('the embedded Redis', () => {
  test('can be reached by its owner only, and not over the network', async () => {
    const redis = await start()
    const { mode } = await stat(redis.socket)
    expect((mode & 0o777).toString(8)).toBe('700')
    expect(await connect(redis).config('GET', 'port')).toEqual(['port', '0'])
  })

  test('writes every change to disk before it answers, and evicts nothing', async () => {
    const connection = connect(await start())
    for (const [name, value] of [
      ['appendonly', 'yes'],
      ['appendfsync', 'always'],
      ['maxmemory-policy', 'noeviction'],
      ['save', ''],
    ] as const) {
      expect(await connection.config('GET', name)).toEqual([name, value])
    }
  })

  test('has everything it acknowledged after kill -9', async () => {
    const first = await start()
    await connect(first).set('kept', 'yes')
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    expect(await connect(await start()).get('kept')).toBe('yes')
  })

  test('finds its data again after an orderly stop', async () => {
    const first = await start()
    await connect(first).set('kept', 'yes')
    await first.stop()
    expect(await connect(await start()).get('kept')).toBe('yes')
  })

  test('is refused a second time on the same data, naming the process that has it', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(`kill ${first.pid}`)
    expect(await connect(first).ping()).toBe('PONG')
  })

  test('starts once when two ask at the same time', async () => {
    const outcomes = await Promise.allSettled([start(), start()])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('runs where the data path is too long for a socket, or has a space in it', async () => {
    const redis = await start(join(directory, 'a folder', 'x'.repeat(120)))
    expect(redis.socket.length).toBeLessThan(100)
    expect(await connect(redis).ping()).toBe('PONG')
  })

  test('says where to look when Redis does not start', async () => {
    const binary = await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say: () => undefined })
    const started = startRedis({ binary, directory, settings: { 'no-such-setting': '1' } })
    await expect(started).rejects.toThrow(join(directory, 'redis.log'))
  })
})
