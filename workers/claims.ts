/** The claims of one pass over a range: connections that ask while a script runs are answered by the next one. */
import type { Claim, Claims, Settled } from '../src/store/ledger.ts'

type Ask = { readonly cursor: number; readonly wanted: number; readonly settled: readonly Settled[] }

/** Why there is no claim. */
export type NoClaim = Exclude<Claims['verdict'], 'more'>

export type PassClaims = {
  /** Settles the delivery before, if any, and claims the next. */
  next(settled: Settled | null): Promise<Claim | NoClaim>
  /** Settles and claims nothing: for a connection that stops. */
  settle(settled: Settled): Promise<void>
}

type Waiting = {
  readonly settled: Settled | null
  readonly wants: boolean
  resolve(answer: Claim | NoClaim): void
  reject(error: unknown): void
}

/** One script at a time, so that a durable write is shared by all who wait for it. */
export function createClaims(exchange: (ask: Ask) => Promise<Claims>, from: number): PassClaims {
  let cursor = from
  let ended: NoClaim | null = null
  let running = false
  let waiting: Waiting[] = []

  async function run(): Promise<void> {
    running = true
    // Whoever asks in this turn of the loop is in the first script already.
    await Promise.resolve()
    while (waiting.length > 0) {
      const asked = waiting
      waiting = []
      await answer(asked)
    }
    running = false
  }

  async function answer(asked: readonly Waiting[]): Promise<void> {
    const wanting = asked.filter((one) => one.wants)
    const settled = asked.flatMap((one) => one.settled ?? [])
    try {
      const { verdict, claims } = await exchange({
        cursor,
        wanted: ended === null ? wanting.length : 0,
        settled,
      })
      if (verdict !== 'more') ended ??= verdict
      cursor = (claims.at(-1)?.number ?? cursor - 1) + 1
      const none = ended ?? 'done'
      for (const one of asked) if (!one.wants) one.resolve(none)
      for (const [index, one] of wanting.entries()) one.resolve(claims[index] ?? none)
    } catch (error) {
      for (const one of asked) one.reject(error)
    }
  }

  function ask(settled: Settled | null, wants: boolean): Promise<Claim | NoClaim> {
    return new Promise((resolve, reject) => {
      waiting.push({ settled, wants, resolve, reject })
      if (!running) void run()
    })
  }

  return {
    next: (settled) => ask(settled, true),
    async settle(settled) {
      await ask(settled, false)
    },
  }
}
