/** `/v1/alerts/:id/progress`: server-sent events of a running alert, until every delivery is settled. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Response } from 'express'
import { viewAlert } from '../../commands/alert-view.ts'
import type { Store } from '../../store/store.ts'
import { sendProblem } from '../problem.ts'
import { alertAnswer } from './answers.ts'

const EVERY_MS = 500

/** One event `progress` with the alert as `GET /v1/alerts/:id` answers it, each time it changed; the last is `done`. */
export async function streamProgress(store: Store, alertId: string, res: Response): Promise<void> {
  const closed = new AbortController()
  res.on('close', () => closed.abort())
  // Who is gone already closes nothing any more.
  if (res.closed) closed.abort()
  let last = ''
  while (!closed.signal.aborted) {
    const alert = await store.alerts.read(alertId)
    if (alert === null) return sendProblem(res, 'not-found')
    if (!res.headersSent) begin(res)
    const data = JSON.stringify(alertAnswer(await viewAlert(store, alert)))
    const isOver = alert.state === 'closed' || alert.state === 'stopped'
    // A comment keeps proxies from taking a quiet stream for a dead one.
    if (data === last && !isOver) res.write(': \n\n')
    else res.write(`event: ${isOver ? 'done' : 'progress'}\ndata: ${data}\n\n`)
    last = data
    if (isOver) {
      res.end()
      return
    }
    await delay(EVERY_MS, undefined, { signal: closed.signal }).catch(() => {})
  }
}

function begin(res: Response): void {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
}
