/** A cleared statement under an embargo until an instant, made by the commands themselves. */
import { clearRelease } from '../../src/commands/clear-release.ts'
import { createRelease } from '../../src/commands/create-release.ts'
import type { ReleaseView } from '../../src/commands/release-view.ts'
import type { Work } from '../../src/commands/work.ts'
import { type Instant, toIso } from '../../src/domain/instant.ts'
import { granted } from './granted.ts'

export async function aStatementUntil(
  { work }: { work: Work },
  at: Instant,
  { cleared = true, topics = [] }: { cleared?: boolean; topics?: string[] } = {},
): Promise<ReleaseView> {
  const made = granted(
    await createRelease(work, {
      kind: 'statement',
      headline: 'Statement on the river talks',
      body: 'The talks went on.',
      topics,
      embargo: { until: 'time', at: toIso(at), timeZone: 'UTC' },
      groundRules: { basis: 'on-the-record', attribution: 'spokesperson', speakers: [] },
    }),
  )
  if (!cleared) return made
  return granted(await clearRelease(work, made.release.id, { revision: 1, acknowledge: [] }))
}

/** A statement that no embargo holds: public when it is cleared, with an alert that is owed. */
export async function aPublicStatement({ work }: { work: Work }): Promise<ReleaseView> {
  const made = granted(
    await createRelease(work, {
      kind: 'statement',
      headline: 'Statement on the river talks',
      body: 'The talks went on.',
      topics: [],
      embargo: { until: 'none' },
      groundRules: { basis: 'on-the-record', attribution: 'spokesperson', speakers: [] },
    }),
  )
  return granted(await clearRelease(work, made.release.id, { revision: 1, acknowledge: [] }))
}
