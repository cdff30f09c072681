/** The workers process: lifts here, mailing in a thread of its own. */
import { readWorkersConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { runProcess } from '../src/process.ts'
import { startLifting } from './lifting.ts'
import { startMailingThread } from './mailing-thread.ts'

await runProcess(async () => {
  const config = readWorkersConfig()
  const log = createLog(config.LOG_LEVEL, 'workers')
  const lifting = await startLifting(config, log)
  const mailing = await startMailingThread(log)
  log.info('working')
  return {
    ready: {},
    async close() {
      await Promise.all([lifting.close(), mailing.close()])
    },
  }
})
