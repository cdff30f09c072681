/** An alert's message, composed once a process for each revision of the alert, against fresh clearance. */
import type { Alert } from '../src/domain/alert.ts'
import { Cleared } from '../src/domain/clearance.ts'
import { isRefusal } from '../src/domain/refusals.ts'
import { publishedAt, type Release } from '../src/domain/release.ts'
import type { Mails } from '../src/rendering/mails.ts'
import type { Message } from '../src/rendering/message.ts'
import type { Store } from '../src/store/store.ts'

export type ComposeAlert = (alert: Alert) => Promise<Message | null>

/** Composed messages kept: enough for the alerts that run at one time. */
const KEPT = 20

/** Null: nothing of the alert may be said any more. Cleared again each time, composed when it changed. */
export function createComposeAlert(store: Store, mails: Mails): ComposeAlert {
  const kept = new Map<string, Message>()
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

  async function wording(
    alert: Alert,
    releases: readonly Release[],
  ): Promise<(() => Promise<Message>) | null> {
    if (alert.kind === 'kill') {
      const [killed] = releases
      const firstAt = killed && publishedAt(killed)
      if (killed?.slug == null || killed.killedAt === null || firstAt == null) return null
      const { slug, killedAt, publicNotice } = killed
      return async () =>
        mails.kill({ slug, killedAt, publishedAt: firstAt, publicNotice: publicNotice ?? '' })
    }
    const cleared = await clearEach(releases)
    const [first] = cleared
    if (first === undefined) return null
    switch (alert.kind) {
      case 'lift':
        return () => mails.lift(cleared)
      case 'release':
        return () => mails.release(first)
      case 'correction':
        return () => mails.correction(first)
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
