/** A process that dies at the worst moment: what it commits is committed, and it wakes nobody. */
import type { Work } from '../../src/commands/work.ts'
import { createEditor } from '../../src/editing/editor.ts'
import { createQueues } from '../../src/queue/queues.ts'
import { createStore, type Store } from '../../src/store/store.ts'
import { openRedis } from './redis.ts'
import type { Service } from './service.ts'

/** The service's store in another process, whose jobs are lost: it dies before it wakes a worker. */
export function dyingProcess({ environment }: Pick<Service, 'environment'>): {
  work: Work<never>
  close(): Promise<void>
} {
  const redis = openRedis()
  const { NAMESPACE: namespace = '', SECRET: secret = '', SEAL_KEYS: key = '' } = environment
  const store = createStore(redis, { namespace, secret, sealKeys: [Buffer.from(key, 'base64')] })
  const [queues, editor] = [createQueues(redis, store.keys.queuePrefix), createEditor()]
  const lost = () => Promise.reject(new Error('killed here'))
  const work = { actor: { name: 'Ben Osei', role: 'press' as const }, store, editor, twoPerson: false }
  return {
    work: { ...work, queues: { ...queues, add: lost, addAll: lost } },
    async close() {
      await editor.close()
      await queues.close()
      redis.disconnect()
    },
  }
}

/** Does something else in the moment before the first commit. */
export function justBefore<T>(work: Work<T>, other: () => Promise<unknown>): Work<T> {
  let done = false
  const commit: Store['commit'] = async (units) => {
    if (!done) {
      done = true
      await other()
    }
    return work.store.commit(units)
  }
  return { ...work, store: { ...work.store, commit } }
}
