/** Mail servers as they are: limits, refusals, connections lost at every point, and silence. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
afterEach(() => service.close())
beforeEach(async () => {
  service = await startService()
})
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `desk${index}@paper.example`)

/** Ends a call under embargo: everyone is told. Answers its release. */
async function tellEveryone(): Promise<{ id: string }> {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  return release
}
/** The counts of the one alert, once every delivery is settled. */
async function countsOf({ id }: { id: string }) {
  const [alert] = await steps.untilAlertsSettled(service, id, 1)
  return alert.channels.email
}
const copies = () => Map.groupBy(service.mail.received, (one) => one.to)

test('fewer connections than we would have: everyone gets it on those, and nobody burns a try', async () => {
  await steps.importSubscribers(service, addresses(60))
  service.mail.admit = (open) => (open > 2 ? 421 : null)
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 5))
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 60, failed: 0, uncertain: 0 })
  expect(service.mail.received).toHaveLength(60)
})

test('a session closed with 421 after each third message costs nobody their mail', async () => {
  await steps.importSubscribers(service, addresses(30))
  let count = 0
  service.mail.refuse = () => {
    count += 1
    return count % 4 === 0 ? 421 : null
  }
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 30, failed: 0, uncertain: 0 })
  expect(copies().size).toBe(30)
})

test('greylisting: refused for now, they come back from the retry table and are taken', {
  timeout: 90_000,
}, async () => {
  await steps.importSubscribers(service, addresses(8))
  const seen = new Set<string>()
  service.mail.refuse = (address) => {
    if (seen.has(address)) return null
    seen.add(address)
    return 450
  }
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 8, failed: 0, uncertain: 0 })
  expect([...copies().values()].every((some) => some.length === 1)).toBe(true)
})

test('one recipient refused for good is failed with the code, and the others get theirs', async () => {
  await steps.importSubscribers(service, addresses(8))
  service.mail.refuse = (address) => (address.startsWith('desk3@') ? 550 : null)
  const release = await tellEveryone()
  expect(await countsOf(release)).toMatchObject({ sent: 7, failed: 1 })
  const [alert] = (await service.press.get(`/v1/releases/${release.id}/alerts`)).body.items
  const failed = await service.press.get(`/v1/alerts/${alert.id}/deliveries?state=failed`)
  expect(failed.body.items).toMatchObject([{ email: 'desk3@paper.example', code: 'smtp-550' }])
})

test('lost before the final dot it goes again at once; after it, again with the same Message-ID, and counted', {
  timeout: 90_000,
}, async () => {
  await steps.importSubscribers(service, addresses(10))
  const dropped = new Set<string>()
  service.mail.drop = (address) => {
    if (dropped.has(address) || !/desk[12]@/.test(address)) return null
    dropped.add(address)
    return address.startsWith('desk1@') ? 'before the dot' : 'after the dot'
  }
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 9, uncertain: 1, failed: 0, owed: 0 })
  expect(copies().get('desk1@paper.example')).toHaveLength(1)
  const twice = copies().get('desk2@paper.example') ?? []
  expect(twice).toHaveLength(2)
  expect(new Set(twice.map((one) => one.mail.messageId)).size).toBe(1)
})

test('a server that hangs holds up no lift, no page and no feed', async () => {
  await steps.importSubscribers(service, addresses(20))
  let release = () => {}
  const hanging = new Promise<void>((resolve) => {
    release = resolve
  })
  service.mail.beforeAccepting = () => hanging
  await tellEveryone()
  await steps.eventually(
    async () => (await service.ops.get('/v1/ops/overview')).body.openAlerts,
    (open) => open.length === 1,
  )
  const at = Date.now() + 800
  const other = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const { slug } = await steps.untilPublic(service, other.id)
  expect((await service.anyone.get(`/releases/${slug}`)).status).toBe(200)
  for (const feed of ['/feed.xml', '/feed.atom', '/feed.json'])
    expect((await service.anyone.get(feed)).text).toContain(slug)
  expect(service.mail.received).toHaveLength(0)
  const receipt = (await service.press.get(`/v1/embargoes/${other.embargo.id}/receipt`)).body
  // What waited for mail would be late by as long as the server hangs.
  expect(receipt.latenessMs).toBeLessThan(1000)
  release()
  await steps.untilAlertsSettled(service, other.id, 1)
})

test('an address beyond ASCII goes out whole where the server takes it', async () => {
  await steps.importSubscribers(service, ['desk@zeitung-köln.example', 'rédaction@journal.example'])
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 2, failed: 0 })
  const headers = service.mail.received.map(
    ({ source }) => /^To: (.*)\r$/m.exec(source.toString('utf8'))?.[1],
  )
  expect(headers.toSorted()).toEqual(['desk@xn--zeitung-kln-zfb.example', 'rédaction@journal.example'])
})

test('a limit of messages a second is kept in every second, over two processes', {
  timeout: 90_000,
}, async () => {
  await service.close()
  service = await startService({ workers: 2, perSecond: 50 })
  await steps.importSubscribers(service, addresses(200))
  expect(await countsOf(await tellEveryone())).toMatchObject({ sent: 200 })
  const at = service.mail.received.map((one) => one.at).toSorted((a, b) => a - b)
  const took = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000
  // 199 gaps of 20 ms; how much longer depends on what else the machine does.
  expect(took).toBeGreaterThan(3.9)
  const most = Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + 1000).length))
  expect(most).toBeLessThanOrEqual(55)
})
