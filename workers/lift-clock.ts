/**
 * The lift clock: lifts what is due in the millisecond it is due. Five times a second it reads Redis's
 * time and the next five seconds of `due`, prepares those lifts, sleeps on the monotonic clock, and at
 * the instant commits all that are due together. Every worker process runs one; the commit, which
 * checks the time again by Redis's clock, makes it one lift.
 */

import { holdLate, waitsForPerson } from '../src/commands/hold-late.ts'
import { prepareLift } from '../src/commands/lift.ts'
import { type Stood, whyLate } from '../src/commands/why-late.ts'
import { SERVICE } from '../src/domain/actor.ts'
import type { Embargo } from '../src/domain/embargo.ts'
import type { Instant } from '../src/domain/instant.ts'
import { isRefusal } from '../src/domain/refusals.ts'
import type { Log } from '../src/log.ts'
import type { Queues } from '../src/queue/queues.ts'
import { type CommitOutcome, PackedChange } from '../src/store/commit.ts'
import type { Store } from '../src/store/store.ts'
import { createRightOfWay, type RightOfWay } from './right-of-way.ts'

const LOOK_EVERY_MS = 200
const LOOK_AHEAD_MS = 5000
/** How often it compares its view of Redis's clock with that of the other processes. */
const COMPARE_EVERY_LOOKS = 3
/** At most this many lifts in one script, so that no script holds Redis long. */
const BATCH = 100
/** Batches sent before the first is answered. */
const UNDER_WAY = 3
/** The most that is prepared ahead; what is more comes with the next look. */
const PREPARED_AT_MOST = 20_000
/** Timers are late by up to this much: the rest is waited out turn by turn. */
const TIMER_SLACK_MS = 2

type Prepared = {
  readonly id: string
  readonly dueAt: Instant
  readonly change: PackedChange
  readonly alertId: string | null
}

export type LiftClock = { stop(): Promise<void> }

export function startLiftClock(
  store: Store,
  queues: Queues,
  log: Log,
  rightOfWay: RightOfWay = createRightOfWay(),
): LiftClock {
  const prepared = new Map<string, Prepared>()
  /** Told of once each. */
  const broken = new Set<string>()
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let alarmed = false
  let looks = 0
  /** Until when this clock was kept from lifting, and by what. */
  let stood: Stood = null
  let firing: Promise<void> = Promise.resolve()

  /** Reads the clock and the index, and prepares what is new. Nothing is lost by a failure: it looks again. */
  async function look(): Promise<void> {
    looks += 1
    if (looks % COMPARE_EVERY_LOOKS === 0 || !store.clock.trusted) await store.clock.compare()
    const now = await store.clock.now()
    if (!store.clock.trusted) {
      stood = { until: now, because: 'clock-not-believed' }
      return alarm()
    }
    alarmed = false
    if ((await store.holdAll.read()) !== null) return prepared.clear()
    const due = await store.embargoes.dueBy(now + LOOK_AHEAD_MS, PREPARED_AT_MOST)
    const dueAt = new Map(due.map((one) => [one.id, one.dueAt]))
    for (const one of prepared.values()) if (dueAt.get(one.id) !== one.dueAt) prepared.delete(one.id)
    const fresh = due.filter((one) => !prepared.has(one.id)).map((one) => one.id)
    // What is first is ready first, and the clock can strike while the rest is prepared.
    for (let from = 0; from < fresh.length; from += BATCH) {
      await prepareAll(fresh.slice(from, from + BATCH))
      arm()
    }
    arm()
  }

  function alarm(): void {
    prepared.clear()
    if (alarmed) return
    alarmed = true
    const [driftMs, skewMs] = [store.clock.driftMs, store.clock.skewMs].map(Math.round)
    log.error(
      {
        driftMs,
        skewMs,
        do: 'Check the clock of the Redis host: lifts by time wait until most processes agree with it.',
      },
      'clock not believed',
    )
  }

  async function prepareAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const embargoes = await store.embargoes.readMany(ids)
    await Promise.all(
      embargoes.map((embargo) => prepareOne(embargo).catch((error) => unprepared(embargo.id, error))),
    )
  }

  /** One that cannot be prepared must hold up no other. Its job fails too, and is kept for a person. */
  function unprepared(embargoId: string, error: unknown): void {
    if (broken.has(embargoId)) return
    broken.add(embargoId)
    log.error(
      { embargoId, err: error, do: 'Look at its failed job: it will not lift by itself.' },
      'unprepared',
    )
  }

  async function prepareOne(embargo: Embargo): Promise<void> {
    const now = Math.floor(store.clock.estimate())
    if (await waitsForPerson(store, embargo, now)) {
      await holdLate(store, embargo, now)
      log.error(
        { embargoId: embargo.id, do: 'Decide: resume with liftNow, or keep it held.' },
        'lift too late',
      )
      return
    }
    const late = await whyLate(store, embargo, now, stood)
    const lift = await prepareLift(store, embargo, SERVICE, now, late)
    if (isRefusal(lift) || embargo.dueAt === null) return
    const [change, alertId] = [PackedChange.of(lift.change), lift.alert?.id ?? null]
    prepared.set(embargo.id, { id: embargo.id, dueAt: embargo.dueAt, change, alertId })
  }

  /** Sleeps until shortly before the earliest instant that is prepared. */
  function arm(): void {
    clearTimeout(timer)
    rightOfWay.free()
    if (stopping || prepared.size === 0) return
    const earliest = Math.min(...Array.from(prepared.values(), (one) => one.dueAt))
    const inMs = earliest - store.clock.estimate()
    rightOfWay.taken(inMs)
    const delayMs = Math.max(0, inMs - TIMER_SLACK_MS)
    timer = setTimeout(() => {
      firing = firing.then(() => fire(earliest)).catch((error) => log.warn({ err: error }, 'lift clock'))
    }, delayMs)
  }

  async function fire(earliest: Instant): Promise<void> {
    while (store.clock.estimate() < earliest) await turn()
    const now = store.clock.estimate()
    // A jump that was seen since this was set: what seems due by it may not be.
    if (!store.clock.trusted) return alarm()
    const due = [...prepared.values()].filter((one) => one.dueAt <= now)
    const alertIds: string[] = []
    // A few under way at a time: Redis never waits for us between two, and the first leaves at once.
    const commitInTurn = async (index: number) => {
      // A batch leaves before the next is put together.
      for (let turns = 0; turns < index; turns += 1) await turn()
      for (let batch = due.splice(0, BATCH); batch.length > 0; batch = due.splice(0, BATCH))
        alertIds.push(...(await commitBatch(batch)))
    }
    await Promise.all(Array.from({ length: UNDER_WAY }, (_, index) => commitInTurn(index)))
    arm()
    await queues.addAll(
      'open-alert',
      alertIds.map((alertId) => ({ alertId })),
    )
  }

  // A crash before the commit: every other process has prepared the same, and `due` still names it.
  // After it, before the jobs: the alerts are in `open`, where reconciliation finds them.
  async function commitBatch(batch: readonly Prepared[]): Promise<readonly string[]> {
    const { now, outcomes } = await store.commit(batch.map((one) => one.change))
    const stale: string[] = []
    const alertIds: string[] = []
    for (const [index, one] of batch.entries()) {
      const outcome = outcomes[index]
      // Early by Redis's clock: it stays prepared, and the next turn tries again.
      if (outcome === undefined || outcome === 'early') continue
      prepared.delete(one.id)
      if (outcome === 'committed' && one.alertId !== null) alertIds.push(one.alertId)
      if (outcome === 'stale') stale.push(one.id)
      note(one, outcome, now)
    }
    await prepareAll(stale)
    return alertIds
  }

  function note(one: Prepared, outcome: CommitOutcome, now: Instant): void {
    if (outcome === 'committed') log.info({ embargoId: one.id, latenessMs: now - one.dueAt }, 'lifted')
    else log.debug({ embargoId: one.id, outcome }, 'not lifted here')
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await look().catch((error) => log.warn({ err: error }, 'lift clock look'))
      await pause(LOOK_EVERY_MS)
    }
  }

  let wake: () => void = () => {}
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const sleeping = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(sleeping)
        resolve()
      }
    })
  }

  const running = run()
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      rightOfWay.free()
      wake()
      await running
      await firing
      await store.clock.leave().catch(() => {})
    },
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
