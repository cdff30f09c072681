/** `/live`: server-sent events of what goes public, resumable by `Last-Event-ID`. */
import { type RequestHandler, type Response, Router } from 'express'
import type { Redis } from 'ioredis'
import { publicAnnouncement } from '../../domain/announcement.ts'
import { toIso } from '../../domain/instant.ts'
import { publishedAt } from '../../domain/release.ts'
import type { Log } from '../../log.ts'
import type { PublicEvent } from '../../store/events.ts'
import { isAway } from '../../store/redis.ts'
import type { Store } from '../../store/store.ts'
import { clearAll } from './public-releases.ts'

const BLOCK_MS = 5000
/** Shorter than the usual proxy's patience. */
const KEEP_ALIVE_MS = 15_000
const RETRY_MS = 1000
/** Streams held open at most; one more is asked to come back. */
const READERS_AT_MOST = 10_000
/** Bytes a reader may leave unread; one that reads slower is cut off, and resumes where it was. */
const UNREAD_AT_MOST = 256 * 1024

/** Of a stream of Redis: milliseconds and a number, neither past what it holds. */
const EVENT_ID = /^\d{1,15}-\d{1,10}$/

type Sent = { readonly id: string; readonly text: string }
/** Events that come while a reader still gets what it missed wait here; null once it has it. */
type Reader = { waiting: Sent[] | null }

export type Live = { readonly routes: RequestHandler; close(): Promise<void> }

/** One reader of the stream a process, on a connection of its own; every open response gets its events. */
export function createLive(store: Store, connection: Redis, log: Log): Live {
  const readers = new Map<Response, Reader>()
  let closing = false

  const running = follow()
  async function follow(): Promise<void> {
    let last: string | null = null
    while (!closing) {
      try {
        last ??= await store.events.lastId(connection)
        for (const { id, event } of await store.events.after(connection, last, BLOCK_MS)) {
          await broadcast(id, event)
          last = id
        }
      } catch (error) {
        if (closing) return
        log.warn({ err: error }, 'live stream')
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  async function broadcast(id: string, event: PublicEvent): Promise<void> {
    // In the moment of a lift nothing is asked of Redis for nobody.
    if (readers.size === 0) return
    const text = await compose(store, id, event).catch(skipBroken)
    if (text !== null) for (const [res, reader] of readers) pass(res, reader, { id, text })
  }

  /** Where Redis could not be asked the event is told when it can; what cannot be read at all holds up none behind it. */
  function skipBroken(error: unknown): null {
    if (isAway(error)) throw error
    log.warn({ err: error }, 'live event')
    return null
  }

  const keepAlive = setInterval(() => {
    for (const res of readers.keys()) res.write(': \n\n')
  }, KEEP_ALIVE_MS)

  const routes = Router()
  routes.get('/live', async (req, res) => {
    if (readers.size >= READERS_AT_MOST) {
      res.status(503).set('Retry-After', '5').end()
      return
    }
    res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    if (req.method === 'HEAD') return void res.end()
    res.write('retry: 1000\n\n')
    const reader: Reader = { waiting: [] }
    readers.set(res, reader)
    res.on('close', () => readers.delete(res))
    await catchUp(res, reader, req.get('Last-Event-ID'))
  })

  /** What a reader missed, then what came meanwhile, each once and in order. */
  async function catchUp(res: Response, reader: Reader, lastId: string | undefined): Promise<void> {
    const seen = new Set<string>()
    if (lastId !== undefined && EVENT_ID.test(lastId))
      for (const { id, event } of await store.events.since(lastId)) {
        const text = await compose(store, id, event)
        if (text !== null) res.write(text)
        seen.add(id)
      }
    const waiting = reader.waiting ?? []
    reader.waiting = null
    for (const { id, text } of waiting) if (!seen.has(id)) res.write(text)
  }

  return {
    routes,
    async close() {
      closing = true
      clearInterval(keepAlive)
      for (const res of readers.keys()) res.end()
      connection.disconnect()
      await running
    },
  }
}

function pass(res: Response, reader: Reader, sent: Sent): void {
  if (reader.waiting) reader.waiting.push(sent)
  else if (res.writableLength > UNREAD_AT_MOST) res.destroy()
  else res.write(sent.text)
}

/** The event as sent. What was killed since says no headline; what is not public says nothing. */
async function compose(store: Store, id: string, event: PublicEvent): Promise<string | null> {
  if (event.kind === 'topics') return null
  if (event.kind === 'upcoming') return `id: ${id}\nevent: upcoming\ndata: {}\n\n`
  const release = await store.releases.read(event.releaseId)
  if (release === null || release.slug === null) return null
  const [cleared] = await clearAll(store, [release])
  const headline = cleared === undefined ? null : (await store.contents.read(cleared)).headline
  if (headline === null && event.kind !== 'kill') return null
  const since = publishedAt(release)
  const call = release.callId === null ? null : await store.calls.read(release.callId)
  const data = {
    slug: release.slug,
    headline,
    publishedAt: since === null ? null : toIso(since),
    // The page that waited for it, where the call was announced.
    upcoming: (call && publicAnnouncement(call)?.id) ?? null,
  }
  return `id: ${id}\nevent: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`
}
