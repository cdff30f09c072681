/** A line so slow that a page comes in pieces, each painted before the next is there. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const PIECES = 12
/** Longer than a browser takes to paint one. */
const BETWEEN_MS = 30

export type SlowLine = { readonly url: string; close(): Promise<void> }

/** Passes on what stands at `origin`: pages in pieces, all else at once. */
export async function openSlowLine(origin: string): Promise<SlowLine> {
  const server = createServer(async (req, res) => {
    const answer = await fetch(`${origin}${req.url}`, {
      headers: { Accept: req.headers.accept ?? '*/*', Cookie: req.headers.cookie ?? '' },
    })
    const type = answer.headers.get('Content-Type') ?? ''
    // A stream has no end to wait for.
    if (type.startsWith('text/event-stream')) {
      await answer.body?.cancel()
      return void res.writeHead(204).end()
    }
    res.writeHead(answer.status, { 'Content-Type': type })
    const body = Buffer.from(await answer.arrayBuffer())
    if (type.startsWith('text/html')) await writeInPieces(res, body)
    else res.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The head at once, then as many pieces as there are, all of one size. */
async function writeInPieces(res: ServerResponse, body: Buffer): Promise<void> {
  const start = Math.max(0, body.indexOf('<body'))
  const size = Math.ceil((body.length - start) / PIECES)
  res.write(body.subarray(0, start))
  for (let at = start; at < body.length; at += size) {
    await pause(BETWEEN_MS)
    res.write(body.subarray(at, at + size))
  }
  res.end()
}
