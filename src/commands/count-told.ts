/** How many people would be told of something, should it happen now: what an act says before it is done. */
import { audienceRule } from '../domain/audience.ts'
import type { Work } from './work.ts'

/** Of releases that would go public together, by the topics of each. */
export function countToldOfLift(
  { store }: Pick<Work, 'store'>,
  topicsOfEach: readonly (readonly string[])[],
): Promise<number> {
  return topicsOfEach.length === 0 ? Promise.resolve(0) : store.countAudience(audienceRule(topicsOfEach, []))
}

/** Of a correction or a kill: everyone who may have got an alert that named the release. */
export async function countToldOfChange({ store }: Pick<Work, 'store'>, releaseId: string): Promise<number> {
  const earlier = await store.alerts.ofRelease(releaseId)
  if (earlier.length === 0) return 0
  const follows = earlier.map(({ id }) => id)
  return store.countAudience(audienceRule([], follows))
}
