/** Jobs are wake-ups: the same debt queued twice is one job, and a debt whose job is gone is woken again. */
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { UnrecoverableError, Worker } from 'bullmq'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JOBS, jobId, queueOf, RETRY_AFTER_MS } from '../../src/queue/jobs.ts'
import { createQueues } from '../../src/queue/queues.ts'
import { freshNamespace } from '../support/namespace.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
beforeEach(() => {
  shop = openWorkshop()
})
afterEach(() => shop.close())

const alertId = 'alt_01ARZ3NDEKTSV4RRFFQ69G5FAV'

test('the same debt queued twice is one job; another pass is another', async () => {
  const range = { alertId, channel: 'email', from: 0, to: 999, pass: 0 } as const
  await shop.queues.addAll('deliver-range', [range, range])
  await shop.queues.add('deliver-range', range)
  await shop.queues.add('deliver-range', { ...range, pass: 1 }, 60_000)
  const counts = await shop.queues.byName('deliveries').getJobCounts('waiting', 'delayed')
  expect(counts).toMatchObject({ waiting: 1, delayed: 1 })
})

test('each channel has queues of its own, and what was queued before there was another is mail', async () => {
  const range = { alertId, from: 0, to: 999, pass: 0 }
  await shop.queues.addAll('deliver-range', [
    { ...range, channel: 'email' },
    { ...range, channel: 'sms' },
  ])
  for (const queue of ['deliveries', 'deliveries-sms'] as const)
    expect(await shop.queues.byName(queue).getWaitingCount()).toBe(1)
  const noticeId = 'ntc_01ARZ3NDEKTSV4RRFFQ69G5FAV'
  const before = JOBS['send-notice'].payload.parse({ noticeId, pass: 0 })
  expect(queueOf('send-notice', before)).toBe('notices')
  expect(queueOf('send-notice', { noticeId, pass: 0, channel: 'sms' })).toBe('notices-sms')
})

test('a debt with a live job is not woken; one whose job is gone is, once for many askers', async () => {
  await shop.queues.add('open-alert', { alertId })
  expect(await shop.queues.rescue('open-alert', { alertId }, 1_000)).toBe(false)
  await shop.queues.byName('alerts').obliterate()
  await Promise.all([1, 2, 3].map(() => shop.queues.rescue('open-alert', { alertId }, 1_000)))
  expect(await shop.queues.byName('alerts').getWaitingCount()).toBe(1)
})

test('whether a job lives is told without looking along the queue', async () => {
  const debts = Array.from({ length: 50 }, (_, from) => ({
    alertId,
    channel: 'email' as const,
    from,
    to: from,
    pass: 0,
  }))
  await shop.queues.addAll('deliver-range', debts)
  const connection = openRedis()
  const queues = createQueues(connection, shop.store.keys.queuePrefix)
  const asked: string[] = []
  const send = connection.sendCommand.bind(connection)
  connection.sendCommand = (command, stream) => {
    asked.push(command.name)
    return send(command, stream)
  }
  for (const debt of debts) expect(await queues.rescue('deliver-range', debt, 1_000)).toBe(false)
  expect(asked.filter((name) => name === 'hgetall')).toHaveLength(debts.length)
  // A state is looked for by a script, along the lists.
  expect(asked.filter((name) => /^eval|^l/.test(name))).toEqual([])
  await queues.close()
  connection.disconnect()
})

test('a debt whose job failed for good is woken', async () => {
  const queue = shop.queues.byName('alerts')
  await shop.queues.add('open-alert', { alertId })
  const connection = openRedis()
  const worker = new Worker('alerts', null, { connection, prefix: shop.store.keys.queuePrefix })
  const job = await worker.getNextJob('token')
  await job?.moveToFailed(new UnrecoverableError('x'), 'token', false)
  expect(await queue.getFailedCount()).toBe(1)
  expect(await shop.queues.rescue('open-alert', { alertId }, 1_000)).toBe(true)
  await worker.close()
  connection.disconnect()
})

test('a process that is busy as it starts wakes workers all the same, then and ever after', async () => {
  const redis = openRedis('request')
  await once(redis, 'ready')
  const queues = createQueues(redis, `{${freshNamespace()}}`)
  for (let turns = 0; turns < 50; turns += 1) await null
  // Longer than a request waits for Redis: what was asked before it has failed.
  const busyUntil = performance.now() + 1000
  while (performance.now() < busyUntil);
  await setImmediate()
  await queues.add('open-alert', { alertId })
  expect(await queues.byName('alerts').getWaitingCount()).toBe(1)
  await queues.close()
  redis.disconnect()
})

test('ids hold what BullMQ allows, and payloads hold ids and numbers alone', () => {
  const id = jobId('deliver-range', { alertId, channel: 'email', from: 0, to: 999, pass: 0 })
  expect(id).toBe(`deliver-range-${alertId}-email-0-999-0`)
  expect(id).not.toContain(':')
  const strange = { alertId, headline: 'The embargoed words' }
  expect(JOBS['open-alert'].payload.safeParse(strange).success).toBe(false)
})

test('the retry table only ever waits longer', () => {
  expect([...RETRY_AFTER_MS].sort((a, b) => a - b)).toEqual(RETRY_AFTER_MS)
})
