/** What the gate keeps: nobody sees a release before its embargo lifts, nor anything but what was approved. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import { Cleared } from '../../src/domain/clearance.ts'
import { draftContent, refuseWithheld, type Source } from '../../src/domain/draft.ts'
import {
  changeTerms,
  type Embargo,
  holdEmbargo,
  imposeEmbargo,
  learnCallEnd,
  learnNotice,
  liftByDecision,
  liftByTerms,
  resumeEmbargo,
  voidEmbargo,
} from '../../src/domain/embargo.ts'
import { GroundRules } from '../../src/domain/ground-rules.ts'
import { Sealed } from '../../src/domain/record.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'
import {
  clearRelease,
  correctRelease,
  draftRelease,
  killRelease,
  publishRelease,
  type Release,
  reviseRelease,
  unclearRelease,
} from '../../src/domain/release.ts'
import type { Terms } from '../../src/domain/terms.ts'

const SEALED = Sealed.parse('sealed')
const ana: Actor = { name: 'ana', role: 'press' }
const at = (at: number) => ({ until: 'time' as const, at, local: '1970-01-01T00:00:01', timeZone: 'UTC' })
const signed = { until: 'notice' as const, name: 'signed', expected: null }
const callEnd = { until: 'call-end' as const }
const ON_RECORD = { basis: 'on-the-record', conflicts: [] } as const

function granted<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`Refused: ${value.refused}`)
  return value
}

const draft = draftRelease({
  ...{ id: 'rel_1', kind: 'statement', callId: 'call_1', portionId: null, embargoId: 'emb_1' },
  ...{ basis: 'on-the-record', conflicts: [], now: 0 },
})
const impose = (terms: Terms) =>
  granted(imposeEmbargo({ id: 'emb_1', callId: 'call_1', terms, lateLift: null, now: 0 }))
const clear = (release: Release, now: number) =>
  clearRelease(release, { content: release.content, acknowledge: [], sealedSlug: SEALED }, now)

const lifted = granted(liftByTerms(impose(at(1000)), 1000))
const published = granted(publishRelease(granted(clear(draft, 10)), lifted, 'a', 1000))
const proof = granted(Cleared.forPublic(published, lifted, 1000))

describe('a proof', () => {
  it('names the release, the content, the audience and the instant', () => {
    expect(proof).toMatchObject({ release: published, content: 1, audience: 'public', at: 1000 })
    expect(Cleared.isGenuine(proof)).toBe(true)
  })

  it('cannot be made by anyone else', () => {
    // @ts-expect-error the constructor is private
    const made = () => new Cleared(published, 1, 'public', 1000)
    // @ts-expect-error a value of the same shape has not the mark
    const shaped: Cleared = { release: published, content: 1, audience: 'public', at: 1000 }
    // @ts-expect-error nor has a copy
    const copied: Cleared = { ...proof }
    expect(made).toBeTypeOf('function')
    for (const forged of [shaped, copied]) expect(Cleared.isGenuine(forged)).toBe(false)
  })

  it('cannot be made by going round the types', () => {
    expect(Cleared.isGenuine(JSON.parse(JSON.stringify(proof)))).toBe(false)
    expect(Cleared.isGenuine(Object.create(Cleared.prototype))).toBe(false)
    expect(Cleared.isGenuine(Object.assign(Object.create(proof), { content: 2 }))).toBe(false)
    expect(Cleared.isGenuine(structuredClone(proof))).toBe(false)
  })
})

describe('the public sees nothing', () => {
  const killed = granted(killRelease(published, 'Withdrawn.', 1001))
  test.each<[string, Release, Embargo, number, string]>([
    ['that is a draft', draft, lifted, 2000, 'not-public'],
    ['that is only cleared', granted(clear(draft, 10)), lifted, 2000, 'not-public'],
    ['that was killed', killed, lifted, 2000, 'killed'],
    ['under an embargo that has not lifted', published, impose(at(1000)), 2000, 'not-public'],
    ['under a void embargo', published, voidEmbargo(impose(callEnd), 5), 2000, 'not-public'],
    ['by the embargo of another', published, { ...lifted, id: 'emb_2' }, 2000, 'not-public'],
    ['before the lift', published, { ...lifted, liftedAt: 2001 }, 2000, 'not-public'],
    ['before the publication', published, { ...lifted, liftedAt: 10 }, 999, 'not-public'],
    ['off the record', { ...published, basis: 'off-the-record' }, lifted, 2000, 'not-publishable'],
    ['on deep background', { ...published, basis: 'deep-background' }, lifted, 2000, 'not-publishable'],
  ])('%s', (_, release, embargo, now, code) => {
    expect(Cleared.forPublic(release, embargo, now)).toMatchObject({ refused: code })
  })
})

it('press staff see any content there has been, and no one else does', () => {
  expect(Cleared.forPress(draft, 1, ana, 5)).toMatchObject({ content: 1, audience: 'press', at: 5 })
  expect(Cleared.forPress(draft, 2, ana, 5)).toMatchObject({ refused: 'not-found' })
  for (const role of ['ops', 'wire', 'system'] as const)
    expect(Cleared.forPress(draft, 1, { name: 'bo', role }, 5)).toMatchObject({ refused: 'not-found' })
})

/** The records, and a plain account of what happened to them, kept without the domain's help. */
type World = {
  embargo: Embargo
  release: Release
  now: number
  terms: Terms
  endedAt: number | null
  signedAt: number | null
  held: boolean
  lift: { at: number; rightly: boolean } | null
  killed: boolean
  approved: number | null
  wasApproved: Set<number>
}

/** When the account says it is due; the terms here are few enough to say by hand. */
function dueAt({ terms, endedAt, signedAt }: World): number | null {
  const each = ('until' in terms ? [terms] : 'latestOf' in terms ? terms.latestOf : terms.earliestOf).map(
    (part) => (part.until === 'time' ? part.at : part.until === 'call-end' ? endedAt : signedAt),
  )
  const dues = each.filter((due) => due !== null)
  if ('earliestOf' in terms) return dues.length === 0 ? null : Math.min(...dues)
  return dues.length < each.length ? null : Math.max(...dues)
}

type Event = (world: World) => void

function toEmbargo(act: (world: World) => Embargo | Refusal, then: (world: World) => void = () => {}): Event {
  return (world) => {
    const before = world.embargo
    const after = act(world)
    if (isRefusal(after) || after === before) return
    world.embargo = after
    then(world)
  }
}

function toRelease(act: (world: World) => Release | Refusal, then: (world: World) => void = () => {}): Event {
  return (world) => {
    const after = act(world)
    if (isRefusal(after)) return
    world.release = after
    then(world)
  }
}

function approve(world: World): void {
  world.approved = world.release.content
  world.wasApproved.add(world.release.content)
}

function disapprove(world: World): void {
  world.approved = null
}

const EVENTS: Readonly<Record<string, Event>> = {
  'call ends': toEmbargo(
    ({ embargo, now }) => learnCallEnd(embargo, now, now),
    (world) => {
      world.endedAt = world.now
    },
  ),
  'notice comes': toEmbargo(
    ({ embargo, now }) => learnNotice(embargo, 'signed', now),
    (world) => {
      world.signedAt = world.now
    },
  ),
  hold: toEmbargo(
    ({ embargo, now }) => holdEmbargo(embargo, { by: 'ana', at: now, reason: null }, now),
    (world) => {
      world.held = true
    },
  ),
  resume: toEmbargo(
    ({ embargo, now }) => resumeEmbargo(embargo, true, now),
    (world) => {
      world.held = false
    },
  ),
  'lift by terms': toEmbargo(
    ({ embargo, now }) => liftByTerms(embargo, now),
    (world) => {
      const due = dueAt(world)
      world.lift = { at: world.now, rightly: due !== null && due <= world.now && !world.held }
    },
  ),
  'lift by decision': toEmbargo(
    ({ embargo, now }) => liftByDecision(embargo, null, now),
    (world) => {
      world.lift = { at: world.now, rightly: !world.held }
    },
  ),
  void: toEmbargo(({ embargo, now }) => voidEmbargo(embargo, now)),
  clear: toRelease(({ release, now }) => clear(release, now), approve),
  'clear what was read before': toRelease(
    ({ release, now }) => clearRelease(release, { content: 1, acknowledge: [], sealedSlug: SEALED }, now),
    approve,
  ),
  unclear: toRelease(({ release, now }) => unclearRelease(release, now), disapprove),
  revise: toRelease(({ release, now }) => reviseRelease(release, ON_RECORD, now), disapprove),
  publish: toRelease(({ release, embargo, now }) => publishRelease(release, embargo, 'a', now)),
  correct: toRelease(({ release, now }) => correctRelease(release, false, now), approve),
  scrub: toRelease(({ release, now }) => correctRelease(release, true, now), approve),
  kill: toRelease(
    ({ release, now }) => killRelease(release, 'Withdrawn.', now),
    (world) => {
      world.killed = true
    },
  ),
}

const simple = fc.oneof(fc.constantFrom(callEnd, signed), fc.integer({ min: 1, max: 1000 }).map(at))
const pair = fc.array(simple, { minLength: 2, maxLength: 3 })
const terms: fc.Arbitrary<Terms> = fc.oneof(
  simple,
  pair.map((latestOf) => ({ latestOf })),
  pair.map((earliestOf) => ({ earliestOf })),
)
const named = fc.constantFrom(
  ...Object.entries(EVENTS).filter(([name]) => name !== 'void' && name !== 'kill'),
)
const final = fc.constantFrom(
  ...Object.entries(EVENTS).filter(([name]) => name === 'void' || name === 'kill'),
)
const restated = terms.map((terms): [string, Event] => [
  `state ${JSON.stringify(terms)}`,
  toEmbargo(
    ({ embargo, now }) => changeTerms(embargo, terms, now),
    (world) => {
      world.terms = terms
    },
  ),
])
const passes = fc.integer({ min: 1, max: 300 }).map((ms): [string, Event] => [
  `${ms} ms pass`,
  (world) => {
    world.now += ms
  },
])
const history = fc.array(
  fc.oneof(
    { arbitrary: named, weight: 12 },
    { arbitrary: passes, weight: 4 },
    { arbitrary: restated, weight: 1 },
    { arbitrary: final, weight: 1 },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
)

function always(keeps: (world: World, before: World) => void): void {
  fc.assert(
    fc.property(terms, history, (terms, events) => {
      const world: World = {
        ...{ embargo: impose(terms), release: draft, now: 0, terms, endedAt: null, signedAt: null },
        ...{ held: false, lift: null, killed: false, approved: null, wasApproved: new Set<number>() },
      }
      for (const [, event] of events) {
        const before = { ...world }
        event(world)
        keeps(world, before)
      }
    }),
    { numRuns: 1500 },
  )
}

describe('no history of an embargo and its release', () => {
  it('shows the public anything before due, held, killed, or not approved', () => {
    let shown = 0
    always(({ release, embargo, now, lift, killed, approved }) => {
      const cleared = Cleared.forPublic(release, embargo, now)
      if (isRefusal(cleared)) return
      shown += 1
      expect(lift?.rightly).toBe(true)
      expect(lift?.at).toBeLessThanOrEqual(now)
      expect(killed).toBe(false)
      expect(cleared.content).toBe(approved)
    })
    expect(shown).toBeGreaterThan(100)
  })

  it('ever publishes a revision that no one approved', () => {
    always(({ release, wasApproved }) => {
      for (const { content } of release.publications) expect(wasApproved).toContain(content)
    })
  })

  it('shows what is public now as of an instant before its lift or its publication', () => {
    always(({ release, embargo, now, lift }) => {
      if (isRefusal(Cleared.forPublic(release, embargo, now))) return
      const since = Math.max(lift?.at ?? 0, release.publications.at(-1)?.publishedAt ?? 0)
      expect(Cleared.forPublic(release, embargo, since - 1)).toMatchObject({ refused: 'not-public' })
    })
  })

  it('takes back a lift, or a kill', () => {
    always((after, before) => {
      if (before.embargo.state === 'lifted') expect(after.embargo).toBe(before.embargo)
      if (before.killed) expect(after.release).toBe(before.release)
    })
  })

  it('changes or loses what was published, but for the mark of a scrub', () => {
    always((after, before) => {
      const was = before.release.publications.map(({ content, publishedAt }) => ({ content, publishedAt }))
      expect(after.release.publications.slice(0, was.length)).toMatchObject(was)
      expect(after.release.contents.slice(0, before.release.contents.length)).toEqual(before.release.contents)
    })
  })
})

const RULES = GroundRules.parse({
  basis: 'on-background',
  attribution: 'senior administration official',
  speakers: [
    { name: 'Marguerite Q. Oduya', title: 'Deputy Envoy for Rivers', aliases: ['Daisy'], withheld: true },
    { name: 'Pat Lindqvist', title: 'Spokesperson' },
  ],
})

function aSource(change: Partial<Source> = {}): Source {
  return {
    ...{ rules: RULES, inheritsRules: true, headline: 'Talks', summary: null, topics: ['water'] },
    ...{ body: { form: 'markdown', text: 'They went on.' }, contact: null, edits: [] },
    ...change,
  }
}
const drafted = (source: Source, note: string | null = null) =>
  draftContent('statement', source, { call: null, note })
const transcriptOf = (speaker: string, ...paragraphs: string[]): Source['body'] => ({
  form: 'transcript',
  transcript: {
    ...{ callDate: null, venue: 'Office of Marguerite Oduya', start: null, end: null },
    turns: [{ speaker, role: 'speaker', paragraphs }],
  },
})

const words = fc
  .array(
    fc.oneof(
      {
        arbitrary: fc.constantFrom(
          'the',
          'talks',
          'on',
          'water',
          'ended',
          'Pat Lindqvist',
          '[',
          '**',
          '\n\n',
        ),
        weight: 3,
      },
      {
        arbitrary: fc.constantFrom('Marguerite Oduya', 'ODUYA’s', 'Oduya, Marguerite', 'Daisy', 'M. Oduya'),
        weight: 1,
      },
      { arbitrary: fc.constant('Deputy Envoy for Rivers'), weight: 1 },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((some) => some.join(' '))

describe('the guard against withheld names', () => {
  it('takes whatever was drafted', () => {
    fc.assert(
      fc.property(words, words, words, (headline, text, note) => {
        const markdown = aSource({ headline, summary: note, body: { form: 'markdown', text } })
        expect(refuseWithheld(drafted(markdown, note), RULES)).toBeNull()
        const transcript = aSource({ headline, body: transcriptOf('MARGUERITE ODUYA', text) })
        expect(refuseWithheld(drafted(transcript), RULES)).toBeNull()
      }),
    )
  })

  const clean = drafted(aSource())
  const raw = (body: Source['body']) => ({ ...clean, body })
  test.each([
    ['headline', { ...clean, headline: 'Oduya speaks' }],
    ['summary', { ...clean, summary: 'By marguerite oduya' }],
    ['note', { ...clean, note: 'It was Daisy' }],
    ['contact.name', { ...clean, contact: { name: 'Marguerite Oduya', email: 'press@example.gov' } }],
    ['topics', { ...clean, topics: ['rivers', 'oduya'] }],
    ['body', raw({ form: 'markdown', text: 'Said the Deputy Envoy\nfor Rivers.' })],
    ['venue', raw(transcriptOf('MODERATOR', 'Thanks.'))],
    ['turns.0.speaker', raw(transcriptOf('MS. ODUYA', 'Thanks.'))],
    ['turns.0.paragraphs.1', raw(transcriptOf('MODERATOR', 'Thanks.', 'Over to Daisy.'))],
    ['turns.0', raw(transcriptOf('MODERATOR', 'Thanks, Marguerite', 'Oduya.'))],
  ])('refuses a name in %s, saying where and not what', (path, content) => {
    const refusal = refuseWithheld(content, RULES)
    expect(refusal?.refused).toBe('withheld-name')
    expect(refusal?.faults.map((fault) => fault.path)).toContain(path)
    expect(JSON.stringify(refusal)).not.toMatch(/oduya|marguerite|daisy|envoy/i)
  })

  it('leaves alone those who speak by name', () => {
    const said = aSource({ headline: 'Pat Lindqvist, Spokesperson, speaks' })
    expect(drafted(said).headline).toBe('Pat Lindqvist, Spokesperson, speaks')
    expect(refuseWithheld(drafted(said), RULES)).toBeNull()
  })
})
