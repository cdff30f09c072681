/** Releases as the desk lists them: newest first, with their headlines. */
import { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { Work } from './work.ts'

export type ListedRelease = {
  readonly release: Release
  readonly embargo: Embargo
  readonly headline: string
  readonly timeZone: string | null
}

/** Records read to fill a page of one state: more are on the next page. */
const READ_AT_MOST = 500

/** `state`: null for every one. A page may be short, or empty, where few of many are in the state. */
export async function listReleases(
  work: Pick<Work, 'store' | 'actor'>,
  { state, limit, ...from }: { state: Release['state'] | null; limit: number; cursor: string | null },
): Promise<{ items: readonly ListedRelease[]; next: string | null; now: Instant }> {
  const { store } = work
  const now = await store.clock.now()
  const found: Release[] = []
  let { cursor } = from
  for (let read = 0; found.length < limit && read < READ_AT_MOST; read += limit) {
    const page = await store.releases.list({ limit: limit - found.length, cursor })
    found.push(...page.items.filter((release) => state === null || release.state === state))
    cursor = page.next
    if (cursor === null) break
  }
  return { items: await Promise.all(found.map((release) => list(work, release, now))), next: cursor, now }
}

async function list(
  { store, actor }: Pick<Work, 'store' | 'actor'>,
  release: Release,
  now: Instant,
): Promise<ListedRelease> {
  const cleared = Cleared.forPress(release, release.content, actor, now)
  if (isRefusal(cleared)) throw new Error('A list of the desk was asked for without a press officer')
  const [content, embargo]: [Content, Embargo | null] = await Promise.all([
    store.contents.read(cleared),
    store.embargoes.read(release.embargoId),
  ])
  if (embargo === null) throw new Error('A release names an embargo that does not exist')
  return { release, embargo, headline: content.headline, timeZone: content.call?.timeZone ?? null }
}
