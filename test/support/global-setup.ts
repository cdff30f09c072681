/** One private Redis for the whole run, durable as in production, gone at its end. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `unix:///path` of the run's Redis. */
    redisUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = process.env.DATA_DIR ?? '.data'
  // Every test that starts processes starts the same code: it is compiled once.
  process.env.NODE_COMPILE_CACHE ??= resolve(dataDir, 'compiled')
  const binary = await findRedis({ dataDir, say: (line) => process.stdout.write(`${line}\n`) })
  const directory = await mkdtemp(join(tmpdir(), 'hfr-test-'))
  const redis = await startRedis({ binary, directory })
  project.provide('redisUrl', redis.url)
  return async () => {
    await redis.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
