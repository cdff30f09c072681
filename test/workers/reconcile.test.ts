/** Work that nobody was told of: what a crash left between a commit and its job is found, and done once. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endCall } from '../../src/commands/end-call.ts'
import { openAlert } from '../../src/commands/open-alert.ts'
import { signUp } from '../../src/commands/sign-up.ts'
import type { Work } from '../../src/commands/work.ts'
import { createSealing } from '../../src/store/seal.ts'
import { dyingProcess } from '../support/dying-process.ts'
import { granted } from '../support/granted.ts'
import { openRedis } from '../support/redis.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let dying: { work: Work<never>; close(): Promise<void> }
beforeEach(async () => {
  service = await startService({ workers: 0 })
  dying = dyingProcess(service)
})
afterEach(async () => {
  await dying.close()
  await service.close()
})

const DESKS = ['one@paper.example', 'three@paper.example', 'two@paper.example']

/** A call that is ended by a process which dies before it wakes anyone: its release. */
async function endedByTheDying() {
  await steps.importSubscribers(service, DESKS)
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  granted(await endCall(dying.work, call.id, {}, null))
  return release
}

async function expectEachTold(release: { id: string }): Promise<void> {
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 3, sent: 3, uncertain: 0, owed: 0 })
  expect(service.mail.received.map(({ to }) => to).sort()).toEqual(DESKS)
}

test('a crash after the lift and before anyone was woken: everyone is told, once', async () => {
  const release = await endedByTheDying()
  await steps.untilPublic(service, release.id)
  await service.startWorkers()
  await expectEachTold(release)
})

test('a crash after the audience was written and before its ranges were queued: the same', async () => {
  const release = await endedByTheDying()
  const { store, queues } = dying.work
  const [owed] = await steps.eventually(
    () => store.alerts.ofRelease(release.id),
    (alerts) => alerts.length === 1,
  )
  await expect(openAlert(store, queues, owed?.id ?? '')).rejects.toThrow('killed here')
  expect(await store.alerts.read(owed?.id ?? '')).toMatchObject({ state: 'open' })
  await Promise.all([service.startWorkers(), service.startWorkers()])
  await expectEachTold(release)
})

test('a lift that cannot be prepared keeps no call from ending', async () => {
  const call = await steps.scheduleCall(service)
  const { id } = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const { store } = dying.work
  const release = await store.releases.read(id)
  const sealedSlug = createSealing([randomBytes(32)]).seal('a-slug', 'another')
  const redis = openRedis()
  // As after the key that sealed it was lost.
  await redis.hset(store.keys.record('release', id), 'j', JSON.stringify({ ...release, sealedSlug }))
  redis.disconnect()
  expect((await steps.end(service, call.id)).state).toBe('ended')
  expect((await service.press.get(`/v1/embargoes/${call.embargo.id}`)).body.state).toBe('scheduled')
})

test('a crash after someone signed up and before the mail was queued: the mail comes, once', async () => {
  await service.startWorkers()
  await signUp(dying.work, { email: 'new@paper.example', topics: [] })
  await service.mail.until(({ to }) => to === 'new@paper.example')
  await steps.eventually(
    () => dying.work.store.notices.owedIds(),
    (ids) => ids.length === 0,
  )
  expect(service.mail.received).toHaveLength(1)
})
