/** The exits that nobody asks by a route of their own, and how each is watched: the live stream, Redis, reports. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { postfixReport, postReport } from '../../support/mail-reports.ts'
import type { Recorder } from './recorder.ts'

/** Passes on a report that quotes what came back, whole and as a mail that is none: nothing of it is told again. */
export async function passOnReports(
  recorder: Recorder,
  to: Parameters<typeof postReport>[0],
  messageId: string,
  canary: string,
): Promise<void> {
  const report = postfixReport(messageId, ['failed', '5.1.1', `${canary}@paper.example`])
  for (const body of [report, `Subject: ${canary}\r\n\r\n${canary}\r\n`]) {
    const { status, text, headers } = await postReport(to, body)
    recorder.record('signed POST /v1/bounces', `${status} ${text} ${[...headers].join(' ')}`)
  }
}

/** Follows `/live`; `stop` ends it. */
export async function followLive(recorder: Recorder, url: string): Promise<{ stop(): void }> {
  const stopping = new AbortController()
  const response = await fetch(`${url}/live`, { signal: stopping.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const follow = async () => {
    for (;;) {
      const read = await reader?.read()
      if (read === undefined || read.done) return
      recorder.record('live', read.value)
    }
  }
  follow().catch(() => {})
  return { stop: () => stopping.abort() }
}

/** The run's Redis serves other tests too, each under a namespace of its own. */
const OTHERS = /\{t-[0-9a-z]{26}\}/

/**
 * Every command Redis is told but those of other tests, by `MONITOR`, on a socket of its own: the client takes what
 * a busy Redis says in one breath with its first answer for an answer too many.
 */
export async function monitor(
  recorder: Recorder,
  redis: Redis,
  namespace: string,
): Promise<{ stop(): void }> {
  const socket = connect(z.object({ path: z.string() }).parse(redis.options).path)
  const lines = createInterface({ input: socket })
  const isOurs = (line: string) => line.includes(`{${namespace}}`) || !OTHERS.test(line)
  lines.on('line', (line) => {
    if (isOurs(line)) recorder.record('monitor', line)
  })
  socket.write('MONITOR\r\n')
  await once(lines, 'line')
  return { stop: () => socket.destroy() }
}

/** Every key and value under a namespace: records, streams, jobs with their data and failures. */
export async function dump(recorder: Recorder, redis: Redis, namespace: string): Promise<void> {
  let cursor = '0'
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `{${namespace}}*`, 'COUNT', 500)
    cursor = next
    for (const key of keys) {
      recorder.record('redis keys', key)
      const value = await readAny(redis, key)
      const isJob = /:(lifts|alerts|deliveries(?:-sms)?|notices(?:-sms)?):/.test(key)
      recorder.record(isJob ? 'redis jobs' : 'redis values', JSON.stringify(value))
    }
  } while (cursor !== '0')
}

async function readAny(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.getBuffer(key))?.toString('latin1')
    case 'hash':
      return redis.hgetall(key)
    case 'set':
      return redis.smembers(key)
    case 'zset':
      return redis.zrange(key, 0, '-1', 'WITHSCORES')
    case 'list':
      return redis.lrange(key, 0, -1)
    case 'stream':
      return redis.xrange(key, '-', '+')
    default:
      return null
  }
}
