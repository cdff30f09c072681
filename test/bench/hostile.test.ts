/** What is handed in to do harm, or by mistake: read within a second, and nobody else waits for it. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'
import { type Api, createApi, type Service, startService, TOKENS } from '../support/service.ts'

const BYTES = 1_900_000
const ANSWERED_WITHIN_MS = 1000
const HELD_AT_MOST_MS = 50

let service: Service
let intake: OwnProcess
let press: Api
let ops: Api
beforeAll(async () => {
  service = await startService({ workers: 0 })
  intake = await startOwnProcess('intake', { ...service.environment, HOST: '127.0.0.1', PORT: '0' })
  const url = `http://127.0.0.1:${intake.port}`
  press = createApi(url, TOKENS.press)
  ops = createApi(url, TOKENS.ops)
  // The thread is there before anything is measured.
  await press.post('/v1/transcripts/read', { text: filled('MODERATOR: Hello.\n') })
}, 60_000)
afterAll(async () => {
  await intake.stop()
  await service.close()
})

const filled = (piece: string) => piece.repeat(Math.ceil(BYTES / Buffer.byteLength(piece)))

/** The longest that the intake's loop was held since it was last asked, in ms. */
async function longestHold(): Promise<number> {
  const { text } = await ops.get('/metrics')
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1000
}

type Measured = { readonly tookMs: number; readonly heldMs: number }

/** The best of three at most: what else the machine does can only add to a figure. */
async function measure(text: string, form: 'text' | 'html'): Promise<Measured> {
  let best: Measured = { tookMs: Infinity, heldMs: Infinity }
  for (let tries = 0; tries < 3; tries += 1) {
    const { tookMs, heldMs } = await measureOnce(text, form)
    best = { tookMs: Math.min(best.tookMs, tookMs), heldMs: Math.min(best.heldMs, heldMs) }
    if (best.tookMs < ANSWERED_WITHIN_MS && best.heldMs < HELD_AT_MOST_MS) return best
  }
  return best
}

async function measureOnce(text: string, form: 'text' | 'html'): Promise<Measured> {
  await longestHold()
  const began = performance.now()
  const answer = await press.post('/v1/transcripts/read', { text, form })
  const tookMs = performance.now() - began
  expect([200, 422], answer.text.slice(0, 200)).toContain(answer.status)
  return { tookMs, heldMs: await longestHold() }
}

test.each([
  ['one line', 'text', 'word '],
  ['one word', 'text', 'a'],
  ['a million questions', 'text', 'Q\n'],
  ['questions on one line', 'text', 'Q  '],
  ['labels alone', 'text', 'A B: c\n'],
  ['colons', 'text', ':'],
  ['spaces', 'text', ' '],
  ['line ends', 'text', '\n'],
  ['dashes', 'text', '-'],
  ['stars', 'text', '*'],
  ['quotation marks', 'text', '“'],
  ['clocks', 'text', '5:00 a.m. '],
  ['embargoes', 'text', 'embargoed until the end of '],
  ['embargoes without an end', 'text', 'embargo'],
  [
    'ground rules',
    'text',
    'MODERATOR: on background, attributable to a “senior official” until 5:00 a.m. in Rome.\n',
  ],
  ['abbreviations', 'text', 'U.S.A. '],
  ['nested elements', 'html', '<div>'],
  ['half-open tags', 'html', '<a <b '],
  ['attributes', 'html', '<p a="'],
  ['entities', 'html', '&amp;&#8194;&nosuch;'],
  ['comments', 'html', '<!-- '],
] as const)('%s', { timeout: 20_000 }, async (_name, form, piece) => {
  const { tookMs, heldMs } = await measure(filled(piece), form)
  expect(tookMs).toBeLessThan(ANSWERED_WITHIN_MS)
  expect(heldMs).toBeLessThan(HELD_AT_MOST_MS)
})

test('whatever is made of the pieces of a transcript', { timeout: 120_000 }, async () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...[
        'Q ',
        'Q\u00a0\u00a0',
        'MODERATOR:',
        'MR. X:',
        '\n',
        '\n\n',
        '(Laughter.)',
        '--',
        '###',
        'END ',
        '“',
        '”',
      ],
      ...[
        '2:59 P.M. EDT',
        'noon',
        'tomorrow',
        'embargo',
        ' until ',
        ' lifted ',
        ' on background ',
        ' not ',
        '&',
        '<p>',
      ],
      ...['attributable to ', 'a', 'é', ' ', '.', ',', '…', '1', 'Rome', 'U.S.', '</', '~~', '[July]'],
    ),
    { minLength: 1, maxLength: 12 },
  )
  const slowest = { tookMs: 0, heldMs: 0 }
  for (const [index, some] of fc.sample(pieces, { numRuns: 25, seed: 7 }).entries()) {
    const { tookMs, heldMs } = await measure(filled(some.join('')), index % 2 === 0 ? 'text' : 'html')
    slowest.tookMs = Math.max(slowest.tookMs, tookMs)
    slowest.heldMs = Math.max(slowest.heldMs, heldMs)
    expect(tookMs, some.join('')).toBeLessThan(ANSWERED_WITHIN_MS)
    expect(heldMs, some.join('')).toBeLessThan(HELD_AT_MOST_MS)
  }
  console.log(
    `25 texts of 1.9 MB: at most ${slowest.tookMs.toFixed(0)} ms, loop held ${slowest.heldMs.toFixed(0)} ms`,
  )
})
