/** A release: what goes out. The record has no content; each revision's content is sealed apart from it. */
import { z } from 'zod'
import { isSamePerson } from './actor.ts'
import { ReleaseKind } from './content.ts'
import type { Embargo } from './embargo.ts'
import { BASIS_RULES, Basis } from './ground-rules.ts'
import { Instant } from './instant.ts'
import { RecordId, recordShape, revised, Sealed } from './record.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'
import { ConflictCode } from './spoken/conflict.ts'

export const ReleaseState = z.enum(['draft', 'cleared', 'public', 'killed'])
type ReleaseState = z.infer<typeof ReleaseState>

/** One revision that went public: `content` is its own number, its place in the list the public one. */
const Publication = z.strictObject({
  content: z.int().positive(),
  publishedAt: Instant,
  scrubbed: z.boolean(),
})

/** The first of two people's approvals, of the content that they read. */
const Approval = z.strictObject({ by: z.string(), content: z.int().positive() })

export const Release = z.strictObject({
  ...recordShape,
  kind: ReleaseKind,
  state: ReleaseState,
  callId: RecordId.nullable(),
  portionId: RecordId.nullable(),
  embargoId: RecordId,
  basis: Basis,
  /** The latest content, named by the revision of this record that brought it. */
  content: z.int().positive(),
  /** Every content there has been, oldest first. */
  contents: z.array(z.int().positive()),
  /** Whether staff's edits may stand beside the latest content; where not, new words are taken without a look at it. */
  edited: z.boolean().default(true),
  /** Conflicts between what was said and what is declared, in the latest content. */
  conflicts: z.array(ConflictCode),
  acknowledged: z.array(ConflictCode),
  /** Where two people must approve: the first, for good; it counts for no other content. */
  approval: Approval.nullable().default(null),
  /** The content revision a press officer approved. */
  cleared: z.int().positive().nullable(),
  /** The slug it will get, sealed: made of its headline when that is cleared. */
  sealedSlug: Sealed.nullable(),
  /** Its public name; null until it is public. */
  slug: z.string().nullable(),
  publications: z.array(Publication),
  killedAt: Instant.nullable(),
  /** The neutral notice shown in place of a killed release; public by intent. */
  publicNotice: z.string().nullable(),
})
export type Release = z.infer<typeof Release>

/** What a public reader sees first and last. */
export function publishedAt(release: Release): Instant | null {
  return release.publications[0]?.publishedAt ?? null
}

export function currentPublication(release: Release) {
  return release.publications.at(-1) ?? null
}

/** The public number of a content revision, from 1; null for one that was never public. */
export function publicNumber(release: Release, content: number): number | null {
  const place = release.publications.findIndex((one) => one.content === content)
  return place < 0 ? null : place + 1
}

export function draftRelease(input: {
  id: string
  kind: ReleaseKind
  callId: string | null
  portionId: string | null
  embargoId: string
  basis: Basis
  conflicts: readonly ConflictCode[]
  now: Instant
}): Release {
  const { now, conflicts, ...given } = input
  return {
    ...given,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    state: 'draft',
    content: 1,
    contents: [1],
    edited: false,
    conflicts: [...conflicts],
    acknowledged: [],
    approval: null,
    cleared: null,
    sealedSlug: null,
    slug: null,
    publications: [],
    killedAt: null,
    publicNotice: null,
  }
}

const REVISABLE: Readonly<Record<ReleaseState, Refusal | null>> = {
  draft: null,
  cleared: null,
  public: refuse('published'),
  killed: refuse('killed'),
}

/** New content makes a draft again of what was cleared; public text is corrected, not revised. */
export function reviseRelease(
  release: Release,
  change: { basis: Basis; conflicts: readonly ConflictCode[]; edited?: boolean },
  now: Instant,
): Release | Refusal {
  return (
    REVISABLE[release.state] ??
    revised(release, now, {
      state: 'draft',
      basis: change.basis,
      conflicts: [...change.conflicts],
      acknowledged: [],
      content: release.revision + 1,
      contents: [...release.contents, release.revision + 1],
      edited: change.edited ?? release.edited,
      approval: null,
      cleared: null,
    })
  )
}

/** The same content against other terms. What was cleared with a conflict nobody acknowledged is a draft again. */
export function recheckRelease(release: Release, conflicts: readonly ConflictCode[], now: Instant): Release {
  if (
    conflicts.length === release.conflicts.length &&
    conflicts.every((code) => release.conflicts.includes(code))
  )
    return release
  const open = conflicts.some((code) => !release.acknowledged.includes(code))
  return revised(release, now, {
    conflicts: [...conflicts],
    ...(open && { state: 'draft', approval: null, cleared: null, acknowledged: [] }),
  })
}

/**
 * A press officer's approval of the content they read, named by its revision or by the record's, as
 * long as that is the one they were given. Refused when it moved on (`stale`),
 * when the basis forbids publication, or while a conflict is not acknowledged. The guard against
 * withheld names reads the content and is asked apart.
 */
export function clearRelease(
  release: Release,
  read: { content: number; acknowledge: readonly ConflictCode[]; sealedSlug: Sealed },
  now: Instant,
): Release | Refusal {
  const blocked = REVISABLE[release.state]
  if (blocked) return blocked
  if (read.content !== release.content && read.content !== release.revision) return refuse('stale')
  if (!BASIS_RULES[release.basis].publishable) return refuse('not-publishable')
  const open = release.conflicts.filter((code) => !read.acknowledge.includes(code))
  if (open.length > 0)
    return refuse('unacknowledged-conflict', ...open.map((code) => ({ path: 'acknowledge', message: code })))
  return revised(release, now, {
    state: 'cleared',
    cleared: release.content,
    sealedSlug: read.sealedSlug,
    acknowledged: [...read.acknowledge],
  })
}

/**
 * An approval where two people must give one: the first is kept, and the second, another person's of the same
 * content, clears it. Refused as {@link clearRelease} is, and when one person gives both (`second-person`).
 */
export function approveRelease(
  release: Release,
  read: Parameters<typeof clearRelease>[1] & { by: string },
  now: Instant,
): Release | Refusal {
  const cleared = clearRelease(release, read, now)
  if (isRefusal(cleared)) return cleared
  const first = approvedBy(release)
  if (first !== null) return isSamePerson(first, read.by) ? refuse('second-person') : cleared
  const approval = { by: read.by, content: release.content }
  return revised(release, now, { approval, acknowledged: [...read.acknowledge] })
}

/** Who approved the latest content first, where two people must. */
export function approvedBy({ approval, content }: Release): string | null {
  return approval?.content === content ? approval.by : null
}

/** Takes back a clearance, or the first of two approvals. */
export function unclearRelease(release: Release, now: Instant): Release | Refusal {
  const isApproved = release.state === 'draft' && approvedBy(release) !== null
  if (release.state !== 'cleared' && !isApproved) return REVISABLE[release.state] ?? refuse('not-cleared')
  return revised(release, now, { state: 'draft', approval: null, cleared: null })
}

/** What is public now: cleared, its embargo lifted. The slug is the cleared content's. */
export function publishRelease(
  release: Release,
  embargo: Embargo,
  slug: string,
  now: Instant,
): Release | Refusal {
  if (release.state !== 'cleared' || release.cleared === null) return refuse('not-cleared')
  if (embargo.id !== release.embargoId || embargo.state !== 'lifted') return refuse('not-due')
  const publication = { content: release.cleared, publishedAt: now, scrubbed: false }
  return revised(release, now, { state: 'public', slug, publications: [publication] })
}

/**
 * A correction: new content, public at once in place of the old; `scrub` withdraws the old text, and with it a slug
 * that is made of the old headline.
 */
export function correctRelease(release: Release, scrub: boolean, now: Instant): Release | Refusal {
  if (release.state === 'killed') return refuse('killed')
  if (release.state !== 'public') return refuse('not-public')
  const content = release.revision + 1
  const before = release.publications.map((one) => (scrub ? { ...one, scrubbed: true } : one))
  return revised(release, now, {
    content,
    contents: [...release.contents, content],
    cleared: content,
    publications: [...before, { content, publishedAt: now, scrubbed: false }],
  })
}

/** Withdrawn, before or after publication; a killed release never comes back. */
export function killRelease(release: Release, publicNotice: string, now: Instant): Release | Refusal {
  if (release.state === 'killed') return refuse('killed')
  return revised(release, now, { state: 'killed', killedAt: now, publicNotice })
}
