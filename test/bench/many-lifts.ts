/** Releases under embargoes until given instants, made by the service's own commands, and what became of them. */

import { createEditor } from '../../src/editing/editor.ts'
import { createQueues } from '../../src/queue/queues.ts'
import { connectRedis } from '../../src/store/redis.ts'
import { aStatementUntil } from '../support/a-release.ts'
import type { Stage } from './stage.ts'

const AT_ONCE = 40

export type Lift = {
  readonly embargoId: string
  readonly releaseId: string
  readonly dueAt: number
  readonly slug: string
}

/** Makes one cleared statement for each instant, in ms by Redis's clock. */
export async function makeLifts(
  stage: Stage,
  instants: readonly number[],
  topics: string[] = [],
): Promise<readonly Lift[]> {
  const { store } = stage
  const connection = connectRedis(stage.redisUrl, 'patient')
  const queues = createQueues(connection, store.keys.queuePrefix)
  const editor = createEditor()
  const work = { actor: { name: 'Bench', role: 'press' } as const, store, queues, editor, twoPerson: false }
  const made: Lift[] = []
  const waiting = [...instants]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let dueAt = waiting.shift(); dueAt !== undefined; dueAt = waiting.shift()) {
        const { embargo, release } = await aStatementUntil({ work }, dueAt, { topics })
        made.push({
          embargoId: embargo.id,
          releaseId: release.id,
          dueAt,
          slug: store.releases.openSlug(release),
        })
      }
    }),
  )
  await editor.close()
  await queues.close()
  connection.disconnect()
  return made.toSorted((a, b) => a.dueAt - b.dueAt)
}

/** Milliseconds from due to lifted, by Redis's clock; from the commit that made it known where that was later. */
export async function latenessOf(stage: Stage, lifts: readonly Lift[]): Promise<readonly number[]> {
  const embargoes = await stage.store.embargoes.readMany(lifts.map((one) => one.embargoId))
  return embargoes.map(
    ({ liftedAt, dueAt, dueKnownAt }) =>
      (liftedAt ?? Number.POSITIVE_INFINITY) - Math.max(dueAt ?? 0, dueKnownAt ?? 0),
  )
}
