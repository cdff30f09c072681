/** A limit of messages a second that all processes share: each waits for a moment of its own. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'

/** Resolves when one more message may leave. */
export type Pace = () => Promise<void>

/** A moment missed by more than this is given up: what a process missed while it stood still must not leave at once. */
const MISSED_BY_MS = 50
/** Where everything is late always, messages leave all the same. */
const TRIES = 3

/** `perSecond` messages, evenly spaced; those that wait here at one time ask Redis together. */
export function createPace(redis: Redis, keys: Keys, name: string, perSecond: number): Pace {
  const script = createScript(redis, readLua('pace.lua', import.meta.url))
  const spacing = Math.ceil(1_000_000 / perSecond)
  let waiting: ((waitMs: Promise<number>) => void)[] = []

  function ask(): void {
    const asked = waiting
    waiting = []
    const first = script([keys.pace(name)], [spacing, asked.length]).then((answer) => z.int().parse(answer))
    for (const [index, resolve] of asked.entries())
      resolve(first.then((micros) => (micros + index * spacing) / 1000))
  }

  /** Waits for one moment; how late it is then, in ms. */
  async function wait(): Promise<number> {
    const waitMs = await new Promise<number>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) queueMicrotask(ask)
    })
    const at = performance.now() + waitMs
    if (waitMs > 0) await delay(Math.ceil(waitMs))
    return performance.now() - at
  }

  return async () => {
    for (let tries = 1; (await wait()) > MISSED_BY_MS && tries < TRIES; tries += 1);
  }
}
