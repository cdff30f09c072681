/** Who asks: bearer tokens, one a person or program, and what each role may do. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { Actor, Role } from '../domain/actor.ts'
import { sendProblem } from './problem.ts'

export type Token = { readonly name: string; readonly role: Exclude<Role, 'system'>; readonly token: string }

export type Authenticate = {
  /** The actor a token stands for, or null. Takes the same time whatever is sent. */
  actorOf(token: string): Actor | null
  /** Lets only this role on; decided before anything is looked up. */
  require(role: Role): RequestHandler
}

const digest = (text: string) => createHash('sha256').update(text).digest()

export function createAuthenticate(tokens: readonly Token[]): Authenticate {
  const known = tokens.map(({ name, role, token }) => ({ actor: { name, role }, digest: digest(token) }))
  const actorOf = (token: string): Actor | null => {
    const asked = digest(token)
    const matches = known.filter((one) => timingSafeEqual(one.digest, asked))
    return matches[0]?.actor ?? null
  }
  return {
    actorOf,
    require: (role) => (req, res, next) => {
      const [scheme, token] = (req.get('Authorization') ?? '').split(' ')
      const actor = scheme?.toLowerCase() === 'bearer' && token ? actorOf(token) : null
      if (actor === null) return sendProblem(res, 'unauthenticated')
      if (actor.role !== role) return sendProblem(res, 'forbidden')
      res.locals.actor = actor
      res.locals.token = token
      next()
    },
  }
}

/** The actor {@link Authenticate.require} let on. */
export function actorOf(res: Response): Actor {
  const actor: unknown = res.locals.actor
  if (!isActor(actor)) throw new Error('A route without authentication asked who is there')
  return actor
}

function isActor(value: unknown): value is Actor {
  return typeof value === 'object' && value !== null && 'name' in value && 'role' in value
}
