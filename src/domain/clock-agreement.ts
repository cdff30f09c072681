/** Whether Redis's clock is to be believed, by what each process says of it. */

/** Further than this apart, two clocks do not agree. */
export const AGREE_WITHIN_MS = 1000

/** What one process says of Redis's clock. */
export type ClockVote = {
  /** Redis's time less what this process expects it to be, by its monotonic clock since it began. */
  readonly offMs: number
  /**
   * True when the process has seen Redis's time agree with a clock it had reason to believe. A process
   * whose own wall clock differed from the start cannot tell which of the two is wrong.
   */
  readonly established: boolean
}

/**
 * A process that saw a jump believes it, unless as many who were watching saw none: were it Redis that
 * jumped, all would have. Whoever saw nothing gives way to most of all, if those agree with one another.
 */
export function isBelieved(own: ClockVote, others: readonly ClockVote[]): boolean {
  const all = [own, ...others]
  const watching = all.filter((vote) => vote.established)
  const right = watching.filter(agrees).length
  const against = largestAccord(all.filter((vote) => !agrees(vote)))
  if (own.established && !agrees(own)) return right > 0 && right * 2 >= watching.length
  // Redis's own clock is one more that says it is right.
  const saying = own.established ? all.length : all.length + 1
  return against * 2 <= saying
}

function agrees(vote: ClockVote): boolean {
  return Math.abs(vote.offMs) <= AGREE_WITHIN_MS
}

/** How many, at most, are off by the same. */
function largestAccord(votes: readonly ClockVote[]): number {
  const sorted = votes.map((vote) => vote.offMs).toSorted((a, b) => a - b)
  return sorted.reduce((most, from) => {
    const together = sorted.filter((off) => off >= from && off - from <= AGREE_WITHIN_MS).length
    return Math.max(most, together)
  }, 0)
}
