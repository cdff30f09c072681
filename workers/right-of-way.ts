/**
 * Lifts have the right of way. Redis makes each write durable before it hears the next, so a mailing's claim in the
 * wrong millisecond is a lift's lateness: while a lift is about to happen, mailing holds its claims back. Shared by
 * the threads of a process; each process sees all lifts that are due.
 */
import { setTimeout as delay } from 'node:timers/promises'

/** Before the instant: long enough for a write under way to end. */
const BEFORE_MS = 3
/** After this long past the instant mailing goes on: whatever keeps the lift, it is not mailing. */
const AFTER_MS = 50
const LOOK_AGAIN_MS = 1
const NOBODY = 0n

export type RightOfWay = {
  /** What another thread makes the same right of way of. */
  readonly shared: SharedArrayBuffer
  /** A lift is due in so many milliseconds; the one named last counts. */
  taken(inMs: number): void
  /** Nothing is about to lift. */
  free(): void
  /** Resolves when no lift is about to happen, at once if none is. */
  give(): Promise<void>
}

export function createRightOfWay(
  shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT),
): RightOfWay {
  // By the one clock that all threads of a process share.
  const dueAt = new BigInt64Array(shared)
  const isTaken = () => {
    const due = Atomics.load(dueAt, 0)
    if (due === NOBODY) return false
    const inMs = Number(due - process.hrtime.bigint()) / 1e6
    return inMs < BEFORE_MS && inMs > -AFTER_MS
  }
  return {
    shared,
    taken(inMs) {
      Atomics.store(dueAt, 0, process.hrtime.bigint() + BigInt(Math.round(inMs * 1e6)))
    },
    free() {
      Atomics.store(dueAt, 0, NOBODY)
    },
    async give() {
      while (isTaken()) await delay(LOOK_AGAIN_MS)
    },
  }
}
