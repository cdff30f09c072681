/** Several at a time of what waits for a browser most of the time. */

/** As many as a small machine has cores. */
const LANES = 2

export async function inLanes<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]()
  const lane = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
