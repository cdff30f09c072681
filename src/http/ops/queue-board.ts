/** `/ops/queues`: the queue board, to look at. Jobs hold ids only, so it has nothing to hide. */
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { ExpressAdapter } from '@bull-board/express'
import { type RequestHandler, Router } from 'express'
import { QUEUES } from '../../queue/jobs.ts'
import type { Queues } from '../../queue/queues.ts'
import { sendProblem } from '../problem.ts'

export function createQueueBoard(queues: Queues, basePath: string): RequestHandler {
  const adapter = new ExpressAdapter()
  adapter.setBasePath(basePath)
  createBullBoard({
    queues: QUEUES.map((name) => new BullMQAdapter(queues.byName(name), { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Queues' } },
  })
  const router = Router()
  router.use((req, res, next) => {
    res.set('Content-Security-Policy', BOARD_POLICY)
    // To look at: the board's own refusals do not cover all that it can do.
    if (req.method !== 'GET' && req.method !== 'HEAD') return sendProblem(res, 'forbidden')
    next()
  })
  router.use(adapter.getRouter())
  return router
}

/** The board's own page has inline styles and a base; scripts stay ours alone, and nothing is fetched elsewhere. */
const BOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join(';')
