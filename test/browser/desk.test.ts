/** Every page of the desk, as a press officer sees it: both widths, light and dark, keyboard, twice the size. */
import { afterAll, beforeAll, expect } from 'vitest'
import '../support/redis.ts'
import { test } from '../support/browser.ts'
import { findFaultsInEveryLook } from '../support/page-checks.ts'
import { type Service, startService } from '../support/service.ts'
import { signIn } from '../support/sign-in.ts'
import { deskPages } from './desk-pages.ts'
import { type Desk, fillDesk } from './sample-desk.ts'

let service: Service
let desk: Desk
beforeAll(async () => {
  service = await startService()
  desk = await fillDesk(service)
})
afterAll(() => service.close())

test('no page of the desk has a fault', async ({ person, visit }) => {
  const context = await person()
  await signIn(service, context)
  for (const [name, path] of Object.entries(deskPages(desk))) {
    const visited = await visit(`${service.url}${path}`, { context })
    expect(visited.page.url(), name).toBe(`${service.url}${path}`)
    expect.soft(await findFaultsInEveryLook(visited), name).toEqual([])
    await visited.close()
  }
}, 120_000)
