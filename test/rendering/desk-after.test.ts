/** Words and drawings of what comes after a lift: every act has words, and a plot says what its numbers say. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { delayWithin } from '../../src/domain/delivery.ts'
import { actSentence, KNOWN_ACTS } from '../../src/rendering/desk/act-sentences.ts'
import { inMs, shortSpan } from '../../src/rendering/desk/delay-words.ts'
import { deliveryPlot, FRAME } from '../../src/rendering/desk/delivery-plot.ts'
import { failureSays } from '../../src/rendering/desk/failure-words.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const ana = { name: 'Ana Ruiz', role: 'press' as const }

/** The acts a source writes to the audit: literals beside `act`, and those handed to a `record` of its own. */
function actsIn(source: string): readonly string[] {
  const direct = [
    ...source.matchAll(/\bact: (?:[^'?\n]+ (?:=== '\w+' )?\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g),
  ]
  const handed = [...source.matchAll(/\brecord\(\w+, (?:\w+ \? )?'([a-z-]+)'(?: : '([a-z-]+)')?\)/g)]
  return [...direct, ...handed].flatMap(([, one, other]) => [one ?? '', ...(other ? [other] : [])])
}

describe('every act that src writes to the audit', () => {
  it('has words of its own, and no words are left of an act that nobody does', async () => {
    const written = new Set<string>()
    for await (const file of glob('src/{commands,http,store}/**/*.ts', { cwd: ROOT })) {
      const source = await readFile(join(ROOT, file), 'utf8')
      const isAudited = /audit\.(?:entry|write)\(|changeEmbargo\(|changeCallState\(/.test(source)
      if (isAudited) for (const act of actsIn(source)) written.add(act)
    }
    expect(written.size).toBeGreaterThan(25)
    expect([...written].sort()).toEqual([...KNOWN_ACTS].sort())
  })

  it('is found by this test in each form it is written in', () => {
    expect(actsIn("store.audit.entry({ at: now, actor, act: 'end-call', record: id })")).toEqual(['end-call'])
    expect(actsIn("act: second ? 'approve-release' : 'clear-release',")).toEqual([
      'approve-release',
      'clear-release',
    ])
    expect(actsIn("await record(person, everywhere ? 'sign-out-everywhere' : 'sign-out')")).toHaveLength(2)
  })
})

test.each([
  ['end-call', [], 'Ana Ruiz ended the call'],
  ['clear-release', ['zone-differs'], 'Ana Ruiz cleared “Talks”, knowing this: another time zone was stated'],
  [
    'put-redactions',
    ['do:strike:strike-1-0-2-9', 'do:strike:strike-1-0-20-29', 'undo:accepted:alias-1-0-0-3'],
    'Ana Ruiz decided what is withheld and struck in “Talks”: 2 struck and 1 taken back',
  ],
  ['lift', ['terms'], 'Ana Ruiz lifted “Talks”, as its terms say'],
  ['lift', ['decision'], 'Ana Ruiz lifted “Talks” by decision'],
  [
    'retry-deliveries',
    ['people-1204', 'smtp-552'],
    'Ana Ruiz sent again what had failed of “Talks”, to 1,204 people, for smtp-552',
  ],
  ['tell-overdue', ['call-end'], 'Ana Ruiz wrote to those concerned that the end of the call is overdue'],
  ['something-new', [], 'Ana Ruiz did “something-new” to “Talks”'],
  ['constructor', [], 'Ana Ruiz did “constructor” to “Talks”'],
])('%s %j in words', (act, codes, says) => {
  expect(actSentence(ana, act, { what: '“Talks”', codes })).toBe(says)
})

test.each([
  ['smtp-550-5.1.1', 'There is no such mailbox'],
  ['smtp-550-5.1.10', 'The domain takes no mail'],
  ['smtp-550-5.7.26', 'Our mail is not signed as their server demands'],
  ['smtp-554-5.7.1', 'Their server’s policy refused it'],
  ['smtp-data-554', 'Their server refused the message itself'],
  ['smtp-550', 'The mailbox was refused, or there is none'],
  ['smtp-554', 'Their server refused the address and did not say why'],
  ['constructor', 'Their server refused the address and did not say why'],
  ['gave-up', 'Put off again and again, for a day and a half'],
  ['bounced-5.2.2', 'It came back later: the mailbox is full'],
  ['delayed-4.4.1', 'Their server is still trying to deliver it'],
  ['complained', 'The reader marked it as unwanted'],
])('%s: %s', (code, says) => {
  expect(failureSays(code).says).toBe(says)
  expect(failureSays(code).advice).not.toBe('')
})

test.each([
  [0, '0 ms'],
  [340, '340 ms'],
  [2449, '2.4 s'],
  [9960, '10 s'],
  [59_700, '1 min'],
  [725_000, '12 min 5 s'],
  [12_000_000, '3 h 20 min'],
  [3_600_000, '1 h'],
])('%d ms is %s', (ms, says) => {
  expect(shortSpan(ms)).toBe(says)
  expect(inMs(ms)).toBe(`${ms.toLocaleString('en-US')} ms`)
})

/** The share that the step which came last holds. */
function lateIn(given: readonly { upToMs: number; count: number }[]): number {
  const last = given.toSorted((a, b) => a.upToMs - b.upToMs).at(-1)
  return (last?.count ?? 0) / given.reduce((sum, { count }) => sum + count, 0)
}

describe('the plot of deliveries', () => {
  const delays = fc
    .uniqueArray(fc.integer({ min: 1, max: 200_000_000 }), { minLength: 1, maxLength: 60 })
    .chain((steps) =>
      fc.tuple(
        ...steps.map((upToMs) =>
          fc.record({ upToMs: fc.constant(upToMs), count: fc.integer({ min: 1, max: 5000 }) }),
        ),
      ),
    )

  it('is nothing before anything was delivered', () => {
    expect(deliveryPlot([])).toBeNull()
  })

  it('rises from nothing to what was delivered, inside its frame, and never falls', () => {
    fc.assert(
      fc.property(delays, (given) => {
        const plot = deliveryPlot(given)
        if (plot === null) throw new Error('No plot')
        const points = plot.line
          .split(/ ?[ML]/)
          .slice(1)
          .map((point) => point.split(' ').map(Number))
        for (const [index, [x = 0, y = 0]] of points.entries()) {
          const [beforeX = 0, beforeY = Number.POSITIVE_INFINITY] = points[index - 1] ?? []
          expect(x).toBeGreaterThanOrEqual(Math.max(FRAME.left, beforeX))
          expect(y).toBeLessThanOrEqual(Math.min(FRAME.bottom, beforeY))
          expect(x).toBeLessThanOrEqual(FRAME.right)
          expect(y).toBeGreaterThanOrEqual(FRAME.top)
        }
        expect(plot.x.length).toBeGreaterThanOrEqual(2)
        expect(plot.x.length).toBeLessThanOrEqual(8)
        expect(new Set(plot.x.map(({ label }) => label)).size).toBe(plot.x.length)
        const drawn = points.at(-1)?.[1] === FRAME.top
        // A last few among thousands are less than the drawing can show.
        if (plot.after === null) expect(drawn).toBe(true)
        else if (lateIn(given) > 0.01) expect(drawn).toBe(false)
      }),
    )
  })

  it('says in its table and words what the steps say', () => {
    const steps = [
      { upToMs: 400, count: 50 },
      { upToMs: 900, count: 45 },
      { upToMs: 1800, count: 5 },
    ]
    const plot = deliveryPlot(steps)
    expect(plot).toMatchObject({
      title: 'How soon 100 deliveries were made',
      desc: `Half within 400 ms, 95 of 100 within ${shortSpan(delayWithin(steps, 0.95) ?? 0)}, all within 1.8 s.`,
      after: null,
      x: [0, 500, 1000, 1500, 2000].map((ms) => ({ label: ms === 0 ? '0' : shortSpan(ms) })),
    })
    expect(plot?.rows.at(-1)).toEqual({ within: '2 s', count: '100', share: '100 %' })
    expect(plot?.rows[0]).toEqual({ within: '500 ms', count: '50', share: '50 %' })
  })

  it('tells the few that came much later, in place of drawing everyone else as a wall', () => {
    const plot = deliveryPlot([
      { upToMs: 500, count: 999 },
      { upToMs: 3_600_000, count: 1 },
    ])
    expect(plot?.after).toBe('1 more came later, the last after 1 h.')
    expect(plot?.x.at(-1)?.label).toBe('500 ms')
    expect(plot?.rows.at(-1)).toEqual({ within: '1 h', count: '1,000', share: '100 %' })
  })
})
