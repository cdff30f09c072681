/** Every exit of the service and how it is watched: routes by role, the live stream, Redis, mail, logs. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { postfixReport, postReport } from '../../support/mail-reports.ts'
import type { Api } from '../../support/service.ts'
import type { Recorder } from './recorder.ts'

/** Records that exist, and what somebody might guess. */
export type Ids = Readonly<
  Record<'call' | 'embargo' | 'release' | 'alert' | 'slug' | 'upcoming' | 'topic', string>
>

/** What a parameter of a path stands for, by the path before it. */
const NAMED: Readonly<Record<string, keyof Ids>> = {
  calls: 'call',
  embargoes: 'embargo',
  releases: 'release',
  alerts: 'alert',
  upcoming: 'upcoming',
  topics: 'topic',
}

/** Paths with what they are asked for, beside every route as it stands. */
function askedFor(ids: Ids): readonly string[] {
  return [
    '/?topic=water',
    `/search?q=${ids.slug}`,
    '/search?q=call',
    '/feed.xml?topic=water',
    '/preferences?token=x',
    '/unsubscribe?token=x',
    '/subscribers/confirm?token=x',
    '/ops/queues',
    '/assets/newsroom.css',
    ...['', '.json', '.txt'].map((suffix) => `/releases/${ids.slug}${suffix}`),
    `/desk/calls/${ids.call}/record.zip?addresses=yes`,
    '/v1/subscribers?email=desk@paper.example',
  ]
}

/** `/live` is followed by itself. */
const STREAMS = new Set(['/live'])

function pathsOf(method: string, routes: readonly string[], ids: Ids): readonly string[] {
  const paths = routes
    .filter((route) => route.startsWith(`${method} `))
    .map((route) => route.slice(method.length + 1))
    .map((path) => path.replace(/(?<=\/(\w+)\/):\w+/g, (_whole, of: string) => ids[NAMED[of] ?? 'slug']))
  return [...new Set(paths)].filter((path) => !STREAMS.has(path))
}

/** Asks every route in every role but press, and tries what they may not do. A new page joins by being there. */
export async function crawl(
  recorder: Recorder,
  roles: Readonly<Record<string, Pick<Api, 'get' | 'post'>>>,
  routes: readonly string[],
  ids: Ids,
): Promise<void> {
  const asked = [...pathsOf('GET', routes, ids), ...askedFor(ids)]
  // What readers and reports may do is done by itself.
  const tried = pathsOf('POST', routes, ids).filter((path) => /^\/(?:desk|v1)\//.test(path))
  for (const [role, api] of Object.entries(roles)) {
    for (const path of asked) {
      const { status, text, headers } = await api.get(path)
      recorder.record(`${role} GET ${path.split('?')[0]}`, `${status} ${text} ${[...headers].join(' ')}`)
    }
    for (const path of tried) {
      const { status, text, headers } = await api.post(path, { reason: 'x' })
      recorder.record(`${role} POST ${path}`, `${status} ${text} ${[...headers].join(' ')}`)
    }
    const { status, text } = await api.post('/v1/bounces', 'x', { 'Content-Type': 'message/rfc822' })
    recorder.record(`${role} POST /v1/bounces`, `${status} ${text}`)
  }
}

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

/**
 * Every command Redis is told, by `MONITOR`, on a socket of its own: the client takes what a busy Redis says
 * in one breath with its first answer for an answer too many.
 */
export async function monitor(recorder: Recorder, redis: Redis): Promise<{ stop(): void }> {
  const socket = connect(z.object({ path: z.string() }).parse(redis.options).path)
  const lines = createInterface({ input: socket })
  lines.on('line', (line) => recorder.record('monitor', line))
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
      const isJob = /:(lifts|alerts|deliveries|notices):/.test(key)
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
