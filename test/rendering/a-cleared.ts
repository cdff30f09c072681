/** Public releases made by hand, with their proofs of clearance and a reader that opens their contents. */
import { Cleared } from '../../src/domain/clearance.ts'
import type { Content } from '../../src/domain/content.ts'
import type { Embargo } from '../../src/domain/embargo.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import type { Release } from '../../src/domain/release.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'
import type { ContentReader } from '../../src/store/content.ts'
import { TRANSCRIPT } from '../support/a-call.ts'

/** 3:18 p.m. EDT, March 14, 2026. */
export const LIFTED_AT = Date.UTC(2026, 2, 14, 19, 18)
export const MINUTE = 60_000

const TRANSCRIPT_CONTENT: Content = {
  kind: 'transcript',
  headline: 'Background press call on the river talks',
  summary: null,
  body: { form: 'transcript', transcript: readTranscript(TRANSCRIPT) },
  groundRules: { basis: 'on-background', attribution: 'senior administration official' },
  topics: ['water', 'foreign-policy'],
  contact: { name: 'Press Office', email: 'press@example.gov' },
  call: { startsAt: Date.UTC(2026, 2, 14, 18, 59), timeZone: 'America/New_York' },
  note: null,
}

export const STATEMENT: Partial<Content> = {
  kind: 'statement',
  headline: 'Statement on the river talks',
  body: { form: 'markdown', text: 'The delegations *will* meet again in the spring.' },
  groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  call: null,
}

type Given = {
  readonly id?: string
  readonly slug?: string
  /** When it went public, then each correction. */
  readonly publishedAt?: readonly number[]
  readonly content?: Partial<Content>
}

/** A proof that the public may see this release, and the reader that opens what it says. */
export function aCleared(...given: readonly [Given, ...Given[]]): {
  readonly all: readonly Cleared[]
  readonly first: Cleared
  readonly contents: ContentReader
} {
  const written = new Map<string, Content>()
  const all = given.map((one, index) => {
    const release = aRelease(one, index)
    written.set(release.id, { ...TRANSCRIPT_CONTENT, ...one.content })
    const cleared = Cleared.forPublic(release, liftedEmbargo(), release.updatedAt)
    if (isRefusal(cleared)) throw new Error(cleared.refused)
    return cleared
  })
  const [first] = all
  if (first === undefined) throw new Error('No release was given')
  return { all, first, contents: readerOf(written) }
}

function readerOf(written: ReadonlyMap<string, Content>): ContentReader {
  return {
    async read(cleared) {
      const content = written.get(cleared.release.id)
      if (!Cleared.isGenuine(cleared) || content === undefined) throw new Error('Not cleared')
      return content
    },
  }
}

function aRelease({ id, slug, publishedAt = [LIFTED_AT] }: Given, index: number): Release {
  const last = publishedAt.at(-1) ?? LIFTED_AT
  return {
    id: id ?? `01JRELEASE${index}`,
    revision: 7,
    createdAt: LIFTED_AT - 60 * MINUTE,
    updatedAt: last,
    kind: 'transcript',
    state: 'public',
    edited: false,
    approval: null,
    callId: '01JCALLINSIDE',
    portionId: null,
    embargoId: '01JEMBARGOINSIDE',
    basis: 'on-background',
    content: 5,
    contents: [1, 5],
    conflicts: [],
    acknowledged: [],
    cleared: 5,
    sealedSlug: null,
    slug: slug ?? `background-press-call-on-the-river-talks${index === 0 ? '' : `-${index + 1}`}`,
    publications: publishedAt.map((at) => ({ content: 5, publishedAt: at, scrubbed: false })),
    killedAt: null,
    publicNotice: null,
  }
}

function liftedEmbargo(): Embargo {
  return {
    id: '01JEMBARGOINSIDE',
    revision: 3,
    createdAt: LIFTED_AT - 60 * MINUTE,
    updatedAt: LIFTED_AT,
    callId: '01JCALLINSIDE',
    terms: { until: 'call-end' },
    known: { callEndedAt: LIFTED_AT, notices: {} },
    state: 'lifted',
    dueAt: LIFTED_AT,
    dueKnownAt: LIFTED_AT,
    hold: null,
    lateLift: null,
    liftedAt: LIFTED_AT - 24 * 60 * MINUTE * 30,
    cause: 'terms',
    lateReason: null,
    breaches: [],
    citedBreachId: null,
    releaseIds: [],
  }
}
