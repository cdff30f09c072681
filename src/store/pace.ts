/** A limit of messages a second that all processes share: each waits for a moment of its own. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'

/** Resolves when one more message may leave. */
export type Pace = () => Promise<void>

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

  return async () => {
    const waitMs = await new Promise<number>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) queueMicrotask(ask)
    })
    if (waitMs > 0) await delay(Math.ceil(waitMs))
  }
}
