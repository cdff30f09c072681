/** Before each file of tests: one that leaves a connection to Redis open fails. */
import { afterAll } from 'vitest'
import { leakedConnections } from './leaked-connections.ts'

afterAll(async () => {
  const leaked = await leakedConnections()
  if (leaked > 0) throw new Error(`${leaked} Redis connection(s) were left open by this file`)
})
