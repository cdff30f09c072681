/** `/ops/queues`: the queue board, to look at. Jobs hold ids only, so it has nothing to hide. */
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { ExpressAdapter } from '@bull-board/express'
import type { RequestHandler } from 'express'
import { QUEUES } from '../../queue/jobs.ts'
import type { Queues } from '../../queue/queues.ts'

export function createQueueBoard(queues: Queues, basePath: string): RequestHandler {
  const adapter = new ExpressAdapter()
  adapter.setBasePath(basePath)
  createBullBoard({
    queues: QUEUES.map((name) => new BullMQAdapter(queues.byName(name), { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Hold for release: queues' } },
  })
  return adapter.getRouter()
}
