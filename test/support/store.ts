/** The store and queues alone, for tests below HTTP: no intake, no mail. */
import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { pino } from 'pino'
import type { Work } from '../../src/commands/work.ts'
import { createEditor } from '../../src/editing/editor.ts'
import type { Log } from '../../src/log.ts'
import { createQueues, type Queues } from '../../src/queue/queues.ts'
import { createStore, type Store } from '../../src/store/store.ts'
import { freshNamespace } from './namespace.ts'
import { openRedis } from './redis.ts'

export type Workshop = {
  readonly store: Store
  readonly queues: Queues
  readonly work: Work
  readonly log: Log
  /** Another store on a connection of its own, or on one that is given, as another process would have. */
  another(connection?: Redis): Store
  close(): Promise<void>
}

export function openWorkshop(): Workshop {
  const settings = { namespace: freshNamespace(), sealKeys: [randomBytes(32)], secret: 's'.repeat(40) }
  const redis = openRedis()
  const opened = [redis]
  const store = createStore(redis, settings)
  const queues = createQueues(redis, store.keys.queuePrefix)
  const editor = createEditor()
  return {
    store,
    queues,
    work: { actor: { name: 'Ana Ruiz', role: 'press' }, store, queues, editor, twoPerson: false },
    log: pino({ level: 'silent' }),
    another(connection = openRedis()) {
      opened.push(connection)
      return createStore(connection, settings)
    },
    async close() {
      await editor.close()
      await queues.close()
      for (const one of opened) one.disconnect()
    },
  }
}
