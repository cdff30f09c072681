/** The one clock: Redis's `TIME`, and what this process and the others make of it. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { AGREE_WITHIN_MS, type ClockVote, isBelieved } from '../domain/clock-agreement.ts'
import type { Instant } from '../domain/instant.ts'
import type { Keys } from './keys.ts'

const SAMPLES_KEPT = 10
/** A vote older than this, by Redis's time, is from a process that is gone. */
const VOTE_LIVES_MS = 3000
/** A vote further ahead than this was given before Redis's clock fell back. */
const VOTE_AHEAD_MS = 250
/** Votes of processes long gone are removed. */
const VOTE_FORGOTTEN_MS = 60_000
/** A process whose wall clock differs from Redis's first hears what the others say. */
const LISTENS_FIRST_MS = 3000

type Sample = { readonly offsetMs: number; readonly roundTripMs: number }
type KnownVote = ClockVote & { readonly at: Instant }

/** This process's clocks, in ms; replaced in tests only. */
type OwnClocks = { readonly monotonic: () => number; readonly wall: () => number }

export type Clock = {
  /** Redis's time now, asked; whole milliseconds. */
  now(): Promise<Instant>
  /** Redis's time now, by the last readings and the monotonic clock; fractions of a millisecond. */
  estimate(): number
  /** Tells the other processes how Redis's clock looks from here, and hears how it looks from there. */
  compare(): Promise<void>
  /** Withdraws what this process said: it is going. */
  leave(): Promise<void>
  /** False while Redis's clock is not to be believed: lifts by time must wait. */
  readonly trusted: boolean
  /** Redis's time at the first reading: since when this process has been there. */
  readonly since: Instant
  /** How far the last reading lay from what this process expected, in ms. */
  readonly driftMs: number
  /** Redis's time less this host's wall clock at the last reading, in ms. It decides nothing. */
  readonly skewMs: number
}

/** A clock over one connection; one of a process's clocks compares itself with the others. */
export function createClock(
  redis: Redis,
  keys: Pick<Keys, 'clockVotes'>,
  own: OwnClocks = { monotonic: () => performance.now(), wall: () => Date.now() },
): Clock {
  const me = randomUUID()
  /** What Redis's time less the monotonic clock is expected to be. */
  let expectedMs: number | null = null
  let established = false
  let samples: readonly Sample[] = []
  let others: readonly KnownVote[] = []
  let [driftMs, skewMs, startedAt, since, jumpSeenAt] = [0, 0, 0, 0, 0]

  async function read(): Promise<number> {
    const askedAt = own.monotonic()
    const [seconds, micros] = await redis.time()
    const answeredAt = own.monotonic()
    const redisMs = Number(seconds) * 1000 + Number(micros) / 1000
    skewMs = redisMs - own.wall()
    const sample = {
      offsetMs: redisMs - (askedAt + answeredAt) / 2,
      roundTripMs: answeredAt - askedAt,
    }
    if (expectedMs === null) begin(sample, answeredAt, redisMs)
    note(sample, redisMs)
    return redisMs
  }

  /** The first reading: the wall clock is all there is to hold it against. */
  function begin(sample: Sample, at: number, redisMs: number): void {
    established = Math.abs(skewMs) - sample.roundTripMs <= AGREE_WITHIN_MS
    expectedMs = established ? sample.offsetMs : sample.offsetMs - skewMs
    startedAt = at
    since = redisMs
  }

  function note(sample: Sample, redisMs: number): void {
    const distance = sample.offsetMs - (expectedMs ?? 0)
    const jumped = Math.abs(distance - driftMs) - sample.roundTripMs / 2 > AGREE_WITHIN_MS
    driftMs = distance
    if (jumped) {
      samples = [sample]
      jumpSeenAt = redisMs
      return
    }
    // Slow drift is followed; a jump is not.
    if (Math.abs(distance) <= AGREE_WITHIN_MS) expectedMs = (expectedMs ?? 0) + distance * 0.1
    samples = [...samples, sample].slice(-SAMPLES_KEPT)
  }

  /** Others' votes that say something of Redis's clock as it is now: given lately, and since the last jump. */
  function liveVotes(redisMs: number): readonly ClockVote[] {
    const from = Math.max(jumpSeenAt, redisMs - VOTE_LIVES_MS)
    return others.filter(({ at }) => at >= from && at <= redisMs + VOTE_AHEAD_MS)
  }

  function estimate(): number {
    const best = samples.reduce<Sample | null>(
      (kept, sample) => (kept === null || sample.roundTripMs < kept.roundTripMs ? sample : kept),
      null,
    )
    if (best === null) throw new Error('The clock was asked before its first reading')
    return own.monotonic() + best.offsetMs
  }

  function believes(): boolean {
    if (samples.length === 0) return true
    const listening = !established && own.monotonic() - startedAt < LISTENS_FIRST_MS
    return !listening && isBelieved({ offMs: driftMs, established }, liveVotes(estimate()))
  }

  return {
    now: async () => Math.floor(await read()),
    estimate,
    async compare() {
      const redisMs = await read()
      const vote = `${Math.floor(redisMs)}|${driftMs.toFixed(1)}|${established ? 1 : 0}`
      await redis.hset(keys.clockVotes, me, vote)
      const said = Object.entries(await redis.hgetall(keys.clockVotes)).map(readVote)
      const theirs = said.filter(({ id }) => id !== me)
      others = theirs
      const gone = theirs.filter(({ at }) => Math.abs(redisMs - at) > VOTE_FORGOTTEN_MS)
      if (gone.length > 0) await redis.hdel(keys.clockVotes, ...gone.map(({ id }) => id))
      // Those who watched it saw no jump: it was this host that stood still or leapt.
      if (established && Math.abs(driftMs) > AGREE_WITHIN_MS && believes()) {
        expectedMs = (expectedMs ?? 0) + driftMs
        driftMs = 0
      }
    },
    async leave() {
      await redis.hdel(keys.clockVotes, me)
    },
    get trusted() {
      return believes()
    },
    get since() {
      return since
    },
    get driftMs() {
      return driftMs
    },
    get skewMs() {
      return skewMs
    },
  }
}

function readVote([id, text]: [string, string]): KnownVote & { readonly id: string } {
  const [at = 0, offMs = 0, established = 0] = text.split('|').map(Number)
  return { id, at, offMs, established: established === 1 }
}
