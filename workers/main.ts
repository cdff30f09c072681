/** The workers process: lifts here, mailing in a thread of its own. */
import { readWorkersConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { comeFirst, runProcess } from '../src/process.ts'
import { startLifting } from './lifting.ts'
import { startMailingThread } from './mailing-thread.ts'
import { createRightOfWay } from './right-of-way.ts'

await runProcess(async () => {
  comeFirst()
  const config = readWorkersConfig()
  const log = createLog(config.LOG_LEVEL, 'workers')
  const rightOfWay = createRightOfWay()
  const lifting = await startLifting(config, log, rightOfWay)
  const mailing = await startMailingThread(log, rightOfWay)
  log.info('working')
  return {
    ready: {},
    async close() {
      await Promise.all([lifting.close(), mailing.close()])
    },
  }
})
