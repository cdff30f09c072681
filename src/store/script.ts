/** Lua scripts, called by digest and sent whole when Redis does not know them yet. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Redis, ReplyError } from 'ioredis'

export type Script = (keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown>

/** Reads a script that lies beside its caller. */
export function readLua(name: string, base: string): string {
  return readFileSync(new URL(name, base), 'utf8')
}

export function createScript(redis: Redis, lua: string): Script {
  const digest = createHash('sha1').update(lua).digest('hex')
  return async (keys, args) => {
    try {
      return await redis.evalsha(digest, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof ReplyError) || !String(error).includes('NOSCRIPT')) throw error
      return await redis.eval(lua, keys.length, ...keys, ...args)
    }
  }
}
