/** The crawl bites: what leaks at a route, in a stream, or where there is no route, is found without being listed. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { Router } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servedBy } from '../../support/routes.ts'
import { CONTENT } from './canaries.ts'
import { addressOf, crawl, questionsOf } from './crawl.ts'
import { createRecorder } from './recorder.ts'

const ids = { calls: 'cal_1', name: 'a-call', releases: 'rel_1' }
const canary = CONTENT.body
const app = express()
let server: Server
let url: string

beforeAll(async () => {
  app.get('/clean', (_req, res) => void res.send('Nothing.'))
  app.get('/headers', (_req, res) => void res.set('X-Size-Of', canary).end())
  const router = Router()
  router.get('/calls/:id/notes', (req, res) => void res.send(req.params.id === 'cal_1' ? canary : ''))
  router.delete('/calls/:id/notes', (_req, res) => void res.status(403).send(canary))
  router.get('/calls/:id/stream', (_req, res) => {
    res.type('text/event-stream').write(`data: ${canary}\n\n`)
  })
  app.use('/new', router)
  app.use('/no-route', (req, res, next) => (req.path === '/' ? void res.send(canary) : next()))
  app.use('/below', (req, res, next) => (req.path === '/' ? next() : void res.send(canary)))
  const inner = express()
  inner.get('/inner', (_req, res) => void res.send(canary))
  app.use('/board', Router().use(inner))
  app.use((_req, res) => void res.status(404).end())
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${portOf(server.address())}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('Not a port')
  return address.port
}

test('a leak is found at whatever answers it, and nowhere else', async () => {
  const recorder = createRecorder()
  await crawl(recorder, url, { anyone: {} }, questionsOf(servedBy(app.router), ids))
  expect(recorder.leaks([canary])).toEqual(
    [
      'GET /headers',
      'GET /new/calls/cal_1/notes',
      'DELETE /new/calls/cal_1/notes',
      'GET /new/calls/cal_1/stream',
      'GET /no-route',
      'GET /below/no-such-thing',
      'GET /board/inner',
    ]
      .map((exit) => `anyone ${exit}: ${canary}`)
      .sort(),
  )
  expect(recorder.seen.get('anyone GET /clean')).toBe(1)
})

test('a route whose parameter nobody knows is not skipped', () => {
  expect(() => addressOf('GET /new/drafts/:id', ids)).toThrow('Say what :id stands for')
  expect(addressOf('GET /v1/calls/:id/record', ids)).toBe('GET /v1/calls/cal_1/record')
})

test('what Express tells in another form is not skipped', () => {
  const odd = Router()
  odd.get(/^\/odd/, (_req, res) => void res.send(canary))
  expect(() => servedBy(odd)).toThrow()
})
