/** The gate: the only place that can say a release's content may be seen, by whom, as of when. */
import type { Actor } from './actor.ts'
import type { Embargo } from './embargo.ts'
import { BASIS_RULES } from './ground-rules.ts'
import type { Instant } from './instant.ts'
import { type Refusal, refuse } from './refusals.ts'
import { currentPublication, type Release } from './release.ts'

export type Audience = 'public' | 'press' | 'notice'

/**
 * Proof that this content of this release may be seen by this audience at this instant. Only this
 * class can make one: the constructor and the mark are private, so no other value has the type,
 * and {@link Cleared.isGenuine} knows a cast from a proof at run time.
 */
export class Cleared {
  readonly #genuine = true
  readonly release: Release
  readonly content: number
  readonly audience: Audience
  readonly at: Instant

  private constructor(release: Release, content: number, audience: Audience, at: Instant) {
    this.release = release
    this.content = content
    this.audience = audience
    this.at = at
  }

  /** The published content, for everyone: public, embargo lifted by `now`, not killed, basis allows it. */
  static forPublic(release: Release, embargo: Embargo, now: Instant): Cleared | Refusal {
    const current = currentPublication(release)
    if (release.state === 'killed') return refuse('killed')
    if (release.state !== 'public' || current === null) return refuse('not-public')
    if (embargo.id !== release.embargoId || embargo.state !== 'lifted') return refuse('not-public')
    if (embargo.liftedAt === null || embargo.liftedAt > now || current.publishedAt > now)
      return refuse('not-public')
    if (!BASIS_RULES[release.basis].publishable) return refuse('not-publishable')
    return new Cleared(release, current.content, 'public', now)
  }

  /**
   * Proof for each public revision up to this one, oldest first: what everyone could read once, everyone may
   * read again. Null for one that was scrubbed.
   */
  publicRevisions(): readonly (Cleared | null)[] {
    if (this.audience !== 'public') throw new Error('Only what is public has public revisions')
    return this.release.publications
      .filter(({ publishedAt }) => publishedAt <= this.at)
      .map(({ content, scrubbed }) =>
        scrubbed ? null : new Cleared(this.release, content, 'public', this.at),
      )
  }

  /** Any content revision, for press staff. */
  static forPress(release: Release, content: number, actor: Actor, now: Instant): Cleared | Refusal {
    if (actor.role !== 'press' || !release.contents.includes(content)) return refuse('not-found')
    return new Cleared(release, content, 'press', now)
  }

  /** The address of its contact and nothing else, for mail of the service itself, which holds no release. */
  static forNotice(release: Release, now: Instant): Cleared {
    return new Cleared(release, release.content, 'notice', now)
  }

  static isGenuine(value: Cleared): boolean {
    return #genuine in value
  }
}
