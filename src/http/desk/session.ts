/** Who is signed in at the desk: a session kept in Redis behind a cookie, and a token of it in every form. */
import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler, Response } from 'express'
import session, { type SessionData } from 'express-session'
import type { Actor } from '../../domain/actor.ts'
import { SESSION_VALID_MS, type Staff, staffByEmail } from '../../domain/staff.ts'
import type { Sessions } from '../../store/sessions.ts'

declare module 'express-session' {
  interface SessionData {
    /** Whose it is, once somebody has signed in. */
    email: string
    /** Where they were going. */
    to: string
  }
}

export type DeskSession = {
  /** Reads the session, where there is one. */
  readonly open: RequestHandler
  /** Who is signed in here; null for nobody, and for who is no longer of the staff. */
  personOf(req: Request): Staff | null
  /** Whether the session goes on: nobody signed out of it since, here or everywhere, nor is its time over. */
  isOpen(req: Request): Promise<boolean>
  /** Where somebody was going when they were asked to sign in: kept in their session, a path of the desk only. */
  isGoingTo(req: Request, path: string): void
  whereTo(req: Request): string | null
  signIn(req: Request, email: string): Promise<void>
  signOut(req: Request, res: Response): Promise<void>
  signOutEverywhere(req: Request, res: Response): Promise<void>
  /** The token that forms of this session carry. */
  csrfOf(req: Request): string
  isOwnForm(req: Request): boolean
}

export function createDeskSession(settings: {
  readonly sessions: Sessions
  readonly staff: readonly Staff[]
  readonly secret: string
  readonly secure: boolean
}): DeskSession {
  const { sessions, staff, secret, secure } = settings
  // RFC 6265bis §4.1.3.2: this name binds the cookie to the host and to https. Browsers refuse it over http.
  const name = secure ? '__Host-hfr-desk' : 'hfr-desk'
  const cookie = { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: SESSION_VALID_MS } as const
  const { generateToken, isRequestValid } = csrfSync({
    getTokenFromRequest: (req) => (typeof req.body?._csrf === 'string' ? req.body._csrf : undefined),
  })

  async function forget(req: Request, res: Response): Promise<void> {
    await promised((done) => req.session.destroy(done))
    res.clearCookie(name, { ...cookie, maxAge: undefined })
    // What the browser keeps for its back button goes too.
    res.set('Clear-Site-Data', '"cache"')
  }

  return {
    open: session({
      name,
      secret,
      cookie,
      proxy: true,
      resave: false,
      saveUninitialized: false,
      store: new RedisSessions(sessions),
    }),
    personOf: (req) => (req.session.email === undefined ? null : staffByEmail(staff, req.session.email)),
    isOpen: async (req) => (await sessions.read(req.sessionID)) !== null,
    isGoingTo(req, path) {
      if (isDeskPath(path)) req.session.to = path
    },
    whereTo: (req) => req.session.to ?? null,
    async signIn(req, email) {
      // A session that was there before belongs to whoever had it.
      await promised((done) => req.session.regenerate(done))
      req.session.email = email
      await promised((done) => req.session.save(done))
    },
    signOut: forget,
    async signOutEverywhere(req, res) {
      const { email } = req.session
      if (email !== undefined) await sessions.endAll(email)
      await forget(req, res)
    },
    csrfOf: (req) => generateToken(req),
    isOwnForm: (req) => isRequestValid(req),
  }
}

/** A page of this desk, and no stream or other site behind a path that begins like one. */
function isDeskPath(path: string): boolean {
  return /^\/desk(?:[/?]|$)/.test(path) && !path.includes('\\') && !path.startsWith('/desk/sign-')
}

/** The actor a member of staff is, in every command and every line of the audit. */
export function actorOfStaff({ name, role }: Staff): Actor {
  return { name, role }
}

/** The library's sessions over ours. */
class RedisSessions extends session.Store {
  readonly #sessions: Sessions

  constructor(sessions: Sessions) {
    super()
    this.#sessions = sessions
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.#sessions.read(id).then(
      (text) => done(null, text === null ? null : JSON.parse(text)),
      (error: unknown) => done(error),
    )
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    settle(this.#sessions.write(id, JSON.stringify(data), data.email ?? null), done)
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    settle(this.#sessions.end(id), done)
  }

  /** A session ends when it was to end, however much it is used. */
  override touch(_id: string, _data: SessionData, done?: () => void): void {
    done?.()
  }
}

function settle(work: Promise<void>, done: ((error?: unknown) => void) | undefined): void {
  work.then(
    () => done?.(),
    (error: unknown) => done?.(error),
  )
}

function promised(run: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    run((error) => (error === undefined || error === null ? resolve() : reject(error)))
  })
}
