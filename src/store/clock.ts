/** The one clock: Redis's `TIME`, and where it stands against this process's monotonic clock. */
import type { Redis } from 'ioredis'
import type { Instant } from '../domain/instant.ts'

/** A jump of Redis's clock larger than this against the monotonic clock is not drift. */
const JUMP_MS = 1000
const SAMPLES_KEPT = 10

type Sample = { readonly offsetMs: number; readonly roundTripMs: number }

export type Clock = {
  /** Redis's time now, asked; whole milliseconds. */
  now(): Promise<Instant>
  /** Redis's time now, by the last readings and the monotonic clock; fractions of a millisecond. */
  estimate(): number
  /** False after Redis's clock jumped by more than a second: scheduled lifts must not trust it. */
  readonly trusted: boolean
  /** How far the last reading lay from the first ones, in milliseconds. */
  readonly driftMs: number
}

/** A clock over one connection. `monotonicMs` is replaced in tests only. */
export function createClock(redis: Redis, monotonicMs: () => number = () => performance.now()): Clock {
  let baselineMs: number | null = null
  let samples: readonly Sample[] = []
  let driftMs = 0

  async function read(): Promise<number> {
    const askedAt = monotonicMs()
    const [seconds, micros] = await redis.time()
    const answeredAt = monotonicMs()
    const redisMs = Number(seconds) * 1000 + Number(micros) / 1000
    note({ offsetMs: redisMs - (askedAt + answeredAt) / 2, roundTripMs: answeredAt - askedAt })
    return redisMs
  }

  function note(sample: Sample): void {
    baselineMs ??= sample.offsetMs
    const distance = sample.offsetMs - baselineMs
    // A slow answer says little: half its round trip is doubt.
    if (Math.abs(distance) - sample.roundTripMs / 2 > JUMP_MS) {
      driftMs = distance
      samples = [sample]
      return
    }
    driftMs = distance
    // Slow drift is followed; a jump is not.
    baselineMs += distance * 0.1
    samples = [...samples, sample].slice(-SAMPLES_KEPT)
  }

  return {
    now: async () => Math.floor(await read()),
    estimate: () => {
      const best = samples.reduce<Sample | null>(
        (kept, sample) => (kept === null || sample.roundTripMs < kept.roundTripMs ? sample : kept),
        null,
      )
      if (best === null) throw new Error('The clock was asked before its first reading')
      return monotonicMs() + best.offsetMs
    },
    get trusted() {
      return Math.abs(driftMs) <= JUMP_MS
    },
    get driftMs() {
      return driftMs
    },
  }
}
