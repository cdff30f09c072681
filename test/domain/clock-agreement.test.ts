/** Who is believed when clocks disagree. */
import { expect, test } from 'vitest'
import { type ClockVote, isBelieved } from '../../src/domain/clock-agreement.ts'

const saw = (offMs: number): ClockVote => ({ offMs, established: true })
const began = (offMs: number): ClockVote => ({ offMs, established: false })
const HOUR = 3_600_000

test.each<[string, ClockVote, readonly ClockVote[], boolean]>([
  ['alone, nothing seen', saw(0), [], true],
  ['alone, a jump seen', saw(HOUR), [], false],
  ['all saw the jump', saw(HOUR), [saw(HOUR), saw(HOUR + 20)], false],
  ['one of two saw it', saw(HOUR), [saw(0)], true],
  ['two of three saw it, we among them', saw(HOUR), [saw(HOUR), saw(0)], false],
  ['two of three saw it, we not', saw(0), [saw(HOUR), saw(HOUR)], false],
  ['two of three are off, each by its own', saw(0), [saw(HOUR), saw(-HOUR)], true],
  ['a new process on a wrong host, alone with Redis', began(300_000), [], true],
  ['a new process on a wrong host, among right ones', began(300_000), [saw(0)], true],
  ['new processes that agree on another time', began(HOUR), [began(HOUR), began(HOUR)], false],
  ['new processes on hosts each wrong in its own way', began(300_000), [began(-300_000), saw(0)], true],
  ['a new one says nothing of a jump it cannot have seen', saw(HOUR), [began(HOUR), began(HOUR)], false],
])('%s', (_what, own, others, believed) => {
  expect(isBelieved(own, others)).toBe(believed)
})
