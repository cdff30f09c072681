/** The thread that mails dies: lifts go on, and another takes up what it owed. */
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { readWorkersConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Running } from '../../workers/lifting.ts'
import { startLifting } from '../../workers/lifting.ts'
import { startMailingThread } from '../../workers/mailing-thread.ts'
import { createRightOfWay } from '../../workers/right-of-way.ts'
import { startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const running: Running[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(running.splice(0).map((one) => one.close()))
})

test('a thread that ends unasked is started again, and everyone is told', async () => {
  const service = await startService({ workers: 0 })
  running.push(service)
  for (const [name, value] of Object.entries({ ...service.environment, LOG_LEVEL: 'error' }))
    vi.stubEnv(name, value)
  const config = readWorkersConfig()
  const log = createLog('fatal', 'workers')
  const rightOfWay = createRightOfWay()
  running.push(await startLifting(config, log, rightOfWay))
  const started: Worker[] = []
  const note = (worker: Worker) => void started.push(worker)
  process.on('worker', note)
  running.push(await startMailingThread(log, rightOfWay))
  await steps.importSubscribers(service, ['desk@paper.example'])

  const [first] = started
  await Promise.all([first?.terminate(), first && once(first, 'exit')])
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await steps.untilPublic(service, release.id)
  await service.mail.until(({ to }) => to === 'desk@paper.example')
  process.off('worker', note)
  expect(started).toHaveLength(2)
})
