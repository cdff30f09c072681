/** A part of a page that follows what changes: server-sent events of its HTML, sent when it is another. */
import type { Response } from 'express'

const EVERY_MS = 1000
const KEEP_ALIVE_MS = 15_000
/** What counts down by itself on the page is no change. */
const CLOCK = / data-now="\d+"/g

/**
 * Runs until the reader leaves, or is signed out: `isStillHere` is asked before anything more is made. A part that
 * cannot be made is tried again.
 */
export async function follow(
  res: Response,
  isStillHere: () => Promise<boolean>,
  render: () => Promise<string>,
): Promise<void> {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  res.flushHeaders()
  let open = true
  res.on('close', () => {
    open = false
  })
  // The page has the first one already.
  let last = await render().catch(() => '')
  let saidAt = performance.now()
  while (open) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    if (!open) return
    // Not knowing is not being here.
    if (!(await isStillHere().catch(() => false))) return void res.end()
    const html = await render().catch(() => last)
    if (html.replace(CLOCK, '') !== last.replace(CLOCK, '')) {
      last = html
      saidAt = performance.now()
      res.write(
        `${html
          .split('\n')
          .map((line) => `data: ${line}`)
          .join('\n')}\n\n`,
      )
    } else if (performance.now() - saidAt > KEEP_ALIVE_MS) {
      saidAt = performance.now()
      res.write(': \n\n')
    }
  }
}
