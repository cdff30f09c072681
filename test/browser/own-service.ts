/** The whole service outside a run of tests, on a Redis of its own, gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import { startService } from '../support/service.ts'

export async function openOwnService() {
  const directory = await mkdtemp(join(tmpdir(), 'hfr-shots-'))
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const redis = await startRedis({
    binary: await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say }),
    directory,
  })
  const service = await startService({ redisUrl: redis.url, texts: true })
  return {
    service,
    async close(): Promise<void> {
      await service.close()
      await redis.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
