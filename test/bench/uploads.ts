/** Several people who upload transcripts of 2 MB at once, in a thread of its own: what they cost is not the reader's. */
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { aCall } from '../support/a-call.ts'
import { aLongCall } from '../support/a-long-call.ts'
import { ask, press } from './press.ts'

const A_SECOND = 5
const PEOPLE = 4

const port = z.int().parse(workerData)
const text = aLongCall(4500).slice(0, 2_000_000)
const started = performance.now()
let count = 0
let stopping = false
parentPort?.once('message', () => {
  stopping = true
})
await Promise.all(Array.from({ length: PEOPLE }, (_, place) => upload(place)))
parentPort?.postMessage((count / (performance.now() - started)) * 1000)

async function upload(place: number): Promise<void> {
  const call = await press(port, 'POST', '/v1/calls', aCall({}))
  await delay((place * 1000) / A_SECOND)
  while (!stopping) {
    const next = delay((PEOPLE * 1000) / A_SECOND)
    const path = `/v1/calls/${call.id}/transcript`
    const { status } = await ask(port, 'PUT', path, { type: 'text/plain', text })
    if (status === 200) count += 1
    await next
  }
}
