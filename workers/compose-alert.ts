/** An alert's message on one channel, composed once a process for each revision of it, against fresh clearance. */
import type { Alert } from '../src/domain/alert.ts'
import { Cleared } from '../src/domain/clearance.ts'
import { isRefusal } from '../src/domain/refusals.ts'
import { publishedAt, type Release } from '../src/domain/release.ts'
import type { Killed } from '../src/rendering/kill-mail.ts'
import type { Store } from '../src/store/store.ts'

export type ComposeAlert<M> = (alert: Alert) => Promise<M | null>

/** What makes the messages of one channel. */
type Renderer<M> = {
  lift(cleared: readonly Cleared[]): Promise<M>
  release(cleared: Cleared): Promise<M>
  correction(cleared: Cleared): Promise<M>
  kill(killed: Killed): M
}

/** Composed messages kept: enough for the alerts that run at one time. */
const KEPT = 20

/** Null: nothing of the alert may be said any more. Cleared again each time, composed when it changed. */
export function createComposeAlert<M>(store: Store, renderer: Renderer<M>): ComposeAlert<M> {
  const kept = new Map<string, M>()
  return async (alert) => {
    const releases = await store.releases.readMany(alert.releaseIds)
    const compose = await wording(alert, releases)
    if (compose === null) return null
    const key = `${alert.id} ${alert.revision}`
    const message = kept.get(key) ?? (await compose())
    kept.set(key, message)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return message
  }

  async function wording(alert: Alert, releases: readonly Release[]): Promise<(() => Promise<M>) | null> {
    if (alert.kind === 'kill') {
      const [killed] = releases
      const firstAt = killed && publishedAt(killed)
      if (killed?.slug == null || killed.killedAt === null || firstAt == null) return null
      const { slug, killedAt, publicNotice } = killed
      return async () =>
        renderer.kill({ slug, killedAt, publishedAt: firstAt, publicNotice: publicNotice ?? '' })
    }
    const cleared = await clearEach(releases)
    const [first] = cleared
    if (first === undefined) return null
    switch (alert.kind) {
      case 'lift':
        return () => renderer.lift(cleared)
      case 'release':
        return () => renderer.release(first)
      case 'correction':
        return () => renderer.correction(first)
    }
  }

  async function clearEach(releases: readonly Release[]): Promise<readonly Cleared[]> {
    const now = await store.clock.now()
    const cleared: Cleared[] = []
    for (const release of releases) {
      const embargo = await store.embargoes.read(release.embargoId)
      const proof = embargo && Cleared.forPublic(release, embargo, now)
      if (proof !== null && !isRefusal(proof)) cleared.push(proof)
    }
    return cleared
  }
}
