/** How fast a transcript is read, in one process: the figure, and the least that it must be. */
import { expect, test } from 'vitest'
import { readTranscript } from '../../src/domain/transcript/read.ts'

const LEAST_MB_PER_SECOND = 10
const ROUNDS = 7

/** A call of some hours, as it would be printed: about 2 MB. */
function longCall(): string {
  const exchange = [
    'Q    Thank you. Two questions, if I may: when do the locks open, and who pays for the new gates?',
    'SENIOR HARBOR OFFICIAL:  The first is easy. They open at noon, on the second of the month, and close at six.\n\nThe second is not. (Laughter.) Eleven ports have said that they will share the cost; what each pays follows its tonnage of the year before, and that figure is not final until the ministers have met.',
    'MODERATOR:  Next question, please.',
  ].join('\n\n')
  return `Via Teleconference\n\n2:59 P.M. EDT\n\n${`${exchange}\n\n`.repeat(4000)}3:18 P.M. EDT\n`
}

test(`a transcript is read at ${LEAST_MB_PER_SECOND} MB/s or more`, () => {
  const text = longCall()
  const megabytes = Buffer.byteLength(text) / 1e6
  // The best of some: others are at work on this machine too.
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    const { turns } = readTranscript(text)
    expect(turns).toHaveLength(12_000)
    return megabytes / ((performance.now() - began) / 1000)
  })
  const best = Math.max(...rounds)
  process.stdout.write(`\na transcript of ${megabytes.toFixed(1)} MB is read at ${best.toFixed(1)} MB/s\n`)
  expect(best).toBeGreaterThanOrEqual(LEAST_MB_PER_SECOND)
})
