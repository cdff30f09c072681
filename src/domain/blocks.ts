/** What still stops a release from going out with its lift, as far as people can do something about it. */
import type { Call } from './call.ts'
import { BASIS_RULES, type GroundRules } from './ground-rules.ts'
import { approvedBy, type Release } from './release.ts'

/**
 * `no-transcript`: nothing is loaded. `not-cleared`: nobody approved it. `second-person`: one
 * of two did. `conflict`: what was said and what is
 * declared disagree. `withheld-name`: a name is still in it. `never`: its basis forbids publication, whatever is done.
 */
export type Block = 'no-transcript' | 'not-cleared' | 'second-person' | 'conflict' | 'withheld-name' | 'never'

/** `holdsName`: the guard found a withheld name in the latest content. */
export function blocksOf(release: Release, holdsName: boolean): readonly Block[] {
  if (release.state === 'public' || release.state === 'killed') return []
  if (!BASIS_RULES[release.basis].publishable) return ['never']
  if (release.state === 'cleared') return []
  const open = release.conflicts.some((code) => !release.acknowledged.includes(code))
  return [
    approvedBy(release) === null ? 'not-cleared' : 'second-person',
    ...(open ? (['conflict'] as const) : []),
    ...(holdsName ? (['withheld-name'] as const) : []),
  ]
}

/** Of a portion that has no transcript yet. */
export function blocksOfEmpty(call: Call, { basis }: GroundRules): readonly Block[] {
  if (call.state === 'cancelled') return []
  return BASIS_RULES[basis].publishable ? ['no-transcript'] : ['never']
}
