/** What the mailing thread runs. Its own file: templates of mails are loaded here, and not beside the lift clock. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { readWorkersConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { startMailing } from './mailing.ts'
import { createRightOfWay } from './right-of-way.ts'

/** As `nice`: what is not asked for at once comes later, and yet is not starved on a full machine. */
const PRIORITY = 10

if (process.platform === 'linux') setPriority(PRIORITY)
const config = readWorkersConfig()
const log = createLog(config.LOG_LEVEL, 'workers')
const shared: unknown = workerData
if (!(shared instanceof SharedArrayBuffer)) throw new Error('The mailing thread was given no right of way')
const mailing = await startMailing(config, log, createRightOfWay(shared))
parentPort?.once('message', async () => {
  await mailing.close()
  process.exit(0)
})
parentPort?.postMessage('working')
