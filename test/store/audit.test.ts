/** The audit of several records is read in one scan: all of theirs, nothing of others, in order. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/store/identifiers.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(() => shop.close())

test('what concerns these records and nothing else, oldest first, however many entries lie between', async () => {
  const { audit, commit, clock } = shop.store
  const [call, embargo, other] = [newId('call', 1), newId('embargo', 1), newId('call', 2)]
  const actor = { name: `Someone who calls himself "record":"${call}"`, role: 'press' as const }
  const entry = (record: string, act: string, reason: string | null = null) =>
    audit.entry({ at: 1, actor, act, record, revision: 1, reason, codes: [act] })
  const since = await clock.now()
  await commit([entry(call, 'schedule-call'), entry('everything', 'hold-all')])
  await commit(Array.from({ length: 2500 }, () => entry(other, 'change-call', `about ${call}`)))
  await commit([entry(embargo, 'hold-embargo', 'a reason'), entry(call, 'end-call')])
  const found = await audit.about(new Set([call, embargo]), since)
  expect(found.map(({ record, act, reason }) => [record, act, reason])).toEqual([
    [call, 'schedule-call', null],
    [embargo, 'hold-embargo', 'a reason'],
    [call, 'end-call', null],
  ])
  expect(await audit.about(new Set([call, 'everything']), since)).toHaveLength(3)
  expect(await audit.about(new Set([call]), (await clock.now()) + 1000)).toEqual([])
})
