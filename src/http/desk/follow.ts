/** A part of a page that follows what changes: server-sent events of its HTML, sent when it is another. */
import type { Request, Response } from 'express'

const EVERY_MS = 1000
const KEEP_ALIVE_MS = 15_000
/** What counts down by itself on the page is no change. */
const CLOCK = / data-now="\d+"/g
/** Nobody is signed in here any more: the page that hears it leaves its place to the sign-in. */
const OVER = 'event: over\ndata: over\n\n'

/** Runs until the reader leaves, or is signed out, here or elsewhere. A part that cannot be made is tried again. */
export async function follow(
  res: Response,
  isStillHere: () => Promise<boolean>,
  render: () => Promise<string>,
): Promise<void> {
  begin(res)
  // The first at once: a page that was out of sight for a while has missed what was sent meanwhile.
  let last = ''
  let saidAt = performance.now()
  // Asked each time: a reader may be gone before this begins, and then nothing tells of it any more.
  while (!res.closed) {
    const made = await render().catch(() => last)
    // Asked of what is made already, so that none of it is younger than the answer. Not knowing whether they are
    // here: nothing more is told until it is known.
    const isHere = await isStillHere().catch(() => null)
    if (isHere === false) return void res.end(OVER)
    const html = isHere === null ? last : made
    if (html.replace(CLOCK, '') !== last.replace(CLOCK, '')) {
      last = html
      saidAt = performance.now()
      const lines = html.split('\n').map((line) => `data: ${line}\n`)
      res.write(`${lines.join('')}\n`)
    } else if (performance.now() - saidAt > KEEP_ALIVE_MS) {
      saidAt = performance.now()
      res.write(': \n\n')
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

/** Whether a page asks for what it follows, and not a person for a page. */
export function isFollowing(req: Request): boolean {
  return (req.get('Accept') ?? '').includes('text/event-stream')
}

/** For a page that somebody left open and was signed out of: it would ask again and again. */
export function sendOver(res: Response): void {
  begin(res)
  res.end(OVER)
}

function begin(res: Response): void {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  res.flushHeaders()
}
