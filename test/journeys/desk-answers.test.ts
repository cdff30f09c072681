/** Every answer of the desk, whoever asks: kept nowhere, told to nobody else, and the same for whatever is guessed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk, signIn } from '../support/desk.ts'
import { readServed } from '../support/routes.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let ana: Desk
let night: Desk
let paths: readonly string[]
/** By what stands before `:id` in a path. */
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  service = await startService()
  ana = await signIn(service, 'ana@example.gov')
  night = await signIn(service, 'night@example.gov')
  await steps.importSubscribers(service, ['desk@paper.example'])
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  ids = { calls: call.id, embargoes: call.embargo.id, releases: release.id, alerts: alert.id }
  paths = (await readServed()).routes
    .filter(
      (route) => route.startsWith('GET /desk') && !route.includes('/sign-in') && !route.endsWith('/stream'),
    )
    .map((route) => route.slice('GET '.length))
})
afterAll(() => service.close())

const filled = (path: string, by: Readonly<Record<string, string>>) =>
  path.replace(/(?<=\/(\w+)\/):id/, (_whole, of: string) => by[of] ?? '')

const GUESSED = { calls: 'cal_', embargoes: 'emb_', releases: 'rel_', alerts: 'alt_' }
const guesses = Object.fromEntries(
  Object.entries(GUESSED).map(([of, prefix]) => [of, `${prefix}01J0000000000000000000000A`]),
)

test('none is kept, nor told to where its links lead, nor run with anything that is not ours', async () => {
  expect(paths.length).toBeGreaterThan(30)
  for (const path of paths)
    for (const [who, desk] of Object.entries({ ana, night, nobody: openDesk(service.url) })) {
      const { headers } = await desk.get(filled(path, ids))
      const said = `${who} ${path}`
      expect([said, headers.get('Cache-Control')]).toEqual([said, 'no-store'])
      expect([said, headers.get('Referrer-Policy')]).toEqual([said, 'no-referrer'])
      expect(headers.get('Content-Security-Policy'), said).toMatch(/default-src 'none'/)
      expect(headers.get('Content-Security-Policy'), said).not.toMatch(
        /unsafe-eval|script-src[^;]*unsafe|https?:/,
      )
      expect(headers.get('ETag'), said).toBeNull()
    }
})

test('a press officer sees each of them; nobody else sees any', async () => {
  let shown = 0
  for (const path of paths) {
    const [own, other, nobody] = [
      await ana.get(filled(path, ids)),
      await night.get(filled(path, ids)),
      await openDesk(service.url).get(filled(path, ids)),
    ]
    if (own.status === 200) shown += 1
    // What may not be done any more says so on a page of its own.
    expect([path, [200, 404, 409, 422].includes(own.status)]).toEqual([path, true])
    expect([path, other.status, nobody.status]).toEqual([path, 403, 303])
    expect(other.html + nobody.html).not.toMatch(/river|Oduya|paper\.example/)
  }
  expect(shown).toBeGreaterThan(25)
})

test('an id that was guessed is answered as any other that is not there', async () => {
  const seen = new Map<string, string>()
  for (const path of paths.filter((one) => one.includes(':id'))) {
    const { status, html } = await ana.get(filled(path, guesses))
    expect([path, status]).toEqual([path, 404])
    seen.set(path, html)
  }
  for (const html of seen.values()) for (const id of Object.values(guesses)) expect(html).not.toContain(id)
})
