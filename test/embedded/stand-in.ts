/** A stand-in for the service's processes: says when it is ready and how it ended, in a file the test reads. */
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connectRedis } from '../../src/store/redis.ts'

/** Serves, says ready, and ends in order on SIGTERM or when its parent is gone. */
export function standIn(name: string): void {
  const note = (event: string) => appendFileSync(process.env.EVENTS ?? '', `${name} ${event}\n`)
  const redis = connectRedis(process.env.REDIS_URL ?? '', 'patient')
  const server = createServer((_, response) => response.end(process.env.PUBLIC_URL ?? ''))

  server.listen(name === 'intake' ? Number(process.env.PORT) : 0, () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : undefined
    process.stdout.write('{"level":30,"msg":"ready"}\n{"level":40,"msg":"a warning","code":"some-code"}\n')
    note(`ready ${process.pid}`)
    process.send?.({ kind: 'ready', port })
  })

  const end = async (why: string) => {
    const answer = await redis.ping().catch(() => 'nothing')
    note(`ended by ${why} while redis said ${answer}`)
    process.exit(0)
  }
  process.once('SIGTERM', () => void end('SIGTERM'))
  process.once('disconnect', () => void end('disconnect'))
}
