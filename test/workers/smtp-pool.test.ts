/** Sessions are shared by all who send: nobody is left waiting for one, and none is opened beyond what is allowed. */
import { expect, test } from 'vitest'
import { createSmtpPool } from '../../workers/channels/smtp-pool.ts'
import type { SmtpSession } from '../../workers/channels/smtp-session.ts'

const aSession = (): SmtpSession => ({
  usable: true,
  send: async () => ({ outcome: 'sent', code: '' }),
  close: () => {},
})

/** A server whose answers to connections are given by the test, in the order they were asked. */
function aServer() {
  const asked: { admit(): void; refuse(): void }[] = []
  const open = () =>
    new Promise<SmtpSession>((resolve, reject) => {
      asked.push({ admit: () => resolve(aSession()), refuse: () => reject(new Error('421')) })
    })
  return { asked, open }
}

test('who is refused a connection when everyone else is done goes out on one of theirs', async () => {
  const { asked, open } = aServer()
  const pool = createSmtpPool(2, open)
  const [first, second] = [pool.acquire(), pool.acquire()]
  asked[0]?.admit()
  const session = await first
  pool.release(session)
  asked[1]?.refuse()
  expect(await second).toBe(session)
})

test('who is refused one while others send waits for theirs', async () => {
  const { asked, open } = aServer()
  const pool = createSmtpPool(2, open)
  const [first, second] = [pool.acquire(), pool.acquire()]
  asked[0]?.admit()
  const session = await first
  asked[1]?.refuse()
  await Promise.resolve()
  pool.release(session)
  expect(await second).toBe(session)
  // Taken at its word: the third waits instead of asking again.
  const third = pool.acquire()
  expect(asked).toHaveLength(2)
  pool.release(session)
  expect(await third).toBe(session)
})

test('where there is none to be had at all, nobody is left waiting', async () => {
  const { asked, open } = aServer()
  const pool = createSmtpPool(2, open)
  const all = [pool.acquire(), pool.acquire(), pool.acquire()].map((one) => one.catch(String))
  for (const one of asked) one.refuse()
  expect(await Promise.all(all)).toEqual(Array(3).fill('Error: 421'))
})
