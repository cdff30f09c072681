/** The least that Express does: one route, the same bytes each time. Run as a process of its own. */
import { readFileSync } from 'node:fs'
import express from 'express'

const bytes = readFileSync(process.argv[2] ?? '')
const app = express()
app.get('/page', (_req, res) => res.type('html').send(bytes))
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
