/** How fast a transcript is read, in one process: the figure, and the least that it must be. */
import { expect, test } from 'vitest'
import { readTranscript } from '../../src/domain/transcript/read.ts'
import { aLongCall, TURNS_PER_EXCHANGE } from '../support/a-long-call.ts'

const LEAST_MB_PER_SECOND = 10
const ROUNDS = 7
/** About 2 MB. */
const EXCHANGES = 4000

test(`a transcript is read at ${LEAST_MB_PER_SECOND} MB/s or more`, () => {
  const text = aLongCall(EXCHANGES)
  const megabytes = Buffer.byteLength(text) / 1e6
  // The best of some: others are at work on this machine too.
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    const { turns } = readTranscript(text)
    expect(turns).toHaveLength(EXCHANGES * TURNS_PER_EXCHANGE)
    return megabytes / ((performance.now() - began) / 1000)
  })
  const best = Math.max(...rounds)
  process.stdout.write(`\na transcript of ${megabytes.toFixed(1)} MB is read at ${best.toFixed(1)} MB/s\n`)
  expect(best).toBeGreaterThanOrEqual(LEAST_MB_PER_SECOND)
})
