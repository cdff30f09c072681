/** A fault in the middle of an answer ends it, and its words, which may be anybody's, stand nowhere. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import { expect, test, vi } from 'vitest'
import { handleFaults } from '../../src/http/problem.ts'
import { createLog } from '../../src/log.ts'

test('an answer that broke off is logged by kind and place alone', async () => {
  const lines: string[] = []
  const log = createLog('error', 'intake', { write: (line: string) => void lines.push(line) })
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const app = express().set('env', 'production')
  app.get('/', (_req, res) => {
    res.write('begun')
    throw new TypeError('zanquillo')
  })
  app.use(handleFaults(log, { notFound: vi.fn(), plainError: vi.fn() }))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await expect(fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text())).rejects.toThrow()
  server.close()
  await once(server, 'close')
  expect(lines.join('')).toContain('TypeError')
  expect(lines.join('')).not.toContain('zanquillo')
  expect(printed).not.toHaveBeenCalled()
})
