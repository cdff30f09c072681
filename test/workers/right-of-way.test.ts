/** Mailing holds back while a lift is about to happen, and for no longer. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLiftClock } from '../../workers/lift-clock.ts'
import { createRightOfWay } from '../../workers/right-of-way.ts'
import { aStatementUntil } from '../support/a-release.ts'
import { openWorkshop } from '../support/store.ts'

/** Whether it is given at once, which takes no turn of the loop. */
async function isFree(give: () => Promise<void>): Promise<boolean> {
  let free = false
  const given = give().then(() => {
    free = true
  })
  await Promise.resolve()
  await Promise.resolve()
  const answer = free
  await given
  return answer
}

test('it is taken shortly before a lift, in every thread that shares it, and free again after', async () => {
  const clock = createRightOfWay()
  const mailing = createRightOfWay(clock.shared)
  expect(await isFree(mailing.give)).toBe(true)
  clock.taken(1000)
  expect(await isFree(mailing.give)).toBe(true)
  clock.taken(1)
  let given = false
  const waiting = mailing.give().then(() => {
    given = true
  })
  await delay(10)
  expect(given).toBe(false)
  clock.free()
  await waiting
  expect(await isFree(mailing.give)).toBe(true)
})

test('a lift that never happens holds mailing up only for a moment', async () => {
  const way = createRightOfWay()
  way.taken(0)
  const began = performance.now()
  await way.give()
  expect(performance.now() - began).toBeGreaterThan(40)
})

test('the lift clock takes it for a lift, and frees it when that is done', async () => {
  const shop = openWorkshop()
  const way = createRightOfWay()
  const seen: string[] = []
  const watched = {
    ...way,
    taken(inMs: number) {
      seen.push(inMs < 3 ? 'near' : 'far')
      way.taken(inMs)
    },
    free() {
      seen.push('free')
      way.free()
    },
  }
  const { embargo } = await aStatementUntil(shop, (await shop.store.clock.now()) + 700)
  const clock = startLiftClock(shop.another(), shop.queues, shop.log, watched)
  while ((await shop.store.embargoes.read(embargo.id))?.state !== 'lifted') await delay(5)
  while (seen.at(-1) !== 'free') await delay(5)
  await clock.stop()
  await shop.close()
  expect(seen).toContain('far')
})
