/** The guard that fails a test file which leaves a Redis connection open, seen biting. */
import { describe, expect } from 'vitest'
import { leakedConnections } from '../support/leaked-connections.ts'
import { openRedis, test } from '../support/redis.ts'

describe('the guard against leaked connections', () => {
  test('sees a connection that nobody closed, also a duplicate', async () => {
    const first = openRedis()
    const second = first.duplicate()
    await Promise.all([first.ping(), second.ping()])
    expect(await leakedConnections(0)).toBe(2)
    first.disconnect()
    second.disconnect()
    expect(await leakedConnections()).toBe(0)
  })

  test('gives each test a namespace of its own', async ({ redis, namespace }) => {
    await redis.set(`${namespace}:a`, '1')
    expect(await redis.keys(`${namespace}:*`)).toEqual([`${namespace}:a`])
  })
})
