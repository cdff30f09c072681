/** SMTP sessions kept open: as many as wanted, or as many as the server allows. */
import type { SmtpSession } from './smtp-session.ts'

/** After a refused connection the server is taken at its word for this long; then one more is tried. */
const ALLOWED_FOR_MS = 5000

export type SmtpPool = {
  /** A session that nobody else uses, now or when one is free. Rejects when there is none to be had at all. */
  acquire(): Promise<SmtpSession>
  /** Gives it back, whatever became of it. */
  release(session: SmtpSession): void
  close(): void
}

type Waiting = { resolve(session: SmtpSession): void; reject(error: unknown): void }

/** `most`: how many sessions at one time. `open` rejects where the server takes no connection. */
export function createSmtpPool(most: number, open: () => Promise<SmtpSession>): SmtpPool {
  const idle: SmtpSession[] = []
  const waiting: Waiting[] = []
  /** Sessions open or being opened. */
  let alive = 0
  let allowed = most
  let allowedSince = 0
  let closed = false

  function takeIdle(): SmtpSession | undefined {
    const session = idle.pop()
    if (session === undefined || session.usable) return session
    alive -= 1
    return takeIdle()
  }

  function mayOpen(): boolean {
    if (allowed < most && performance.now() - allowedSince > ALLOWED_FOR_MS) {
      allowed = Math.min(most, allowed + 1)
      allowedSince = performance.now()
    }
    return alive < allowed
  }

  async function openFor(one: Waiting): Promise<void> {
    alive += 1
    try {
      one.resolve(await open())
    } catch (error) {
      alive -= 1
      refused(one, error)
    }
  }

  /** There is no connection to be had for this one now. */
  function refused(one: Waiting, error: unknown): void {
    // Whoever was done while it was refused waits for nobody, and nobody would hand on their session.
    const session = takeIdle()
    // Others are open: the server has had enough of us, and this one waits for theirs.
    if (session !== undefined || alive > 0) {
      allowed = alive
      allowedSince = performance.now()
      if (session === undefined) waiting.push(one)
      else one.resolve(session)
      return
    }
    allowed = most
    for (const each of [one, ...waiting.splice(0)]) each.reject(error)
  }

  return {
    acquire: () =>
      new Promise((resolve, reject) => {
        const session = takeIdle()
        if (session !== undefined) return resolve(session)
        if (mayOpen()) void openFor({ resolve, reject })
        else waiting.push({ resolve, reject })
      }),
    release(session) {
      if (session.usable && !closed) {
        const next = waiting.shift()
        if (next) next.resolve(session)
        else idle.push(session)
        return
      }
      session.close()
      alive -= 1
      const next = waiting.shift()
      if (next) void openFor(next)
    },
    close() {
      closed = true
      for (const session of idle.splice(0)) session.close()
    },
  }
}
