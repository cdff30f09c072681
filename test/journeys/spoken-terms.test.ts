/** What was said against what is declared: shown, in the way of clearing, and settled by people. */
import { DateTime } from 'luxon'
import { afterEach, describe, expect, test } from 'vitest'
import { fakeClock } from '../support/fake-time.ts'
import { startOwnService } from '../support/own-service.ts'
import { startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
const WITHOUT = 'libfaketime is not on this machine, and Debian’s package cannot be fetched'

describe('an embargo said otherwise than declared', () => {
  const timeZone = 'Europe/Rome'
  const lift = DateTime.fromISO('2027-10-30T05:00', { zone: timeZone })
  const CALL = `Via Teleconference

12:31 P.M. EDT

MODERATOR:  Thanks for joining.  This call is on background, attributable to a “senior administration official.”  The contents are embargoed until 5:00 a.m. local time in Rome, tomorrow, Saturday, October 30th.

SENIOR ADMINISTRATION OFFICIAL:  Thank you.  The delegations met for five hours.

Q    Thanks.  Did they agree?

SENIOR ADMINISTRATION OFFICIAL:  They will meet again in the spring.

MODERATOR:  Thanks, all.

12:55 P.M. EDT
`

  test('is shown, blocks clearing, and lifts at five in Rome once the terms are changed', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const clock = await fakeClock(Math.round((lift.toMillis() - 22_000 - Date.now()) / 1000))
    if (clock === null) return skip(WITHOUT)
    const service = await startOwnService(clock, { redis: true, processes: true })
    undo.push(() => service.close())
    const { press } = service
    const call = await steps.scheduleCall(service, {
      startsAt: '2027-10-29T12:30',
      timeZone: 'America/New_York',
      embargo: { until: 'call-end' },
    })
    const put = steps.body(await press.put(`/v1/calls/${call.id}/transcript`, CALL), 200)
    expect(put.conflicts).toMatchObject([
      {
        code: 'terms-differ',
        severity: 'high',
        said: expect.stringContaining('5:00 a.m. local time in Rome'),
        declared: 'until the end of the call',
        place: { turn: 0, paragraph: 0 },
      },
    ])
    const { id, revision } = put.release
    const clear = (read: number) => press.put(`/v1/releases/${id}/clearance`, { revision: read })
    const refused = await clear(revision)
    expect(refused.body).toMatchObject({
      code: 'unacknowledged-conflict',
      errors: [{ path: 'acknowledge', message: 'terms-differ' }],
    })
    expect(steps.body(await press.get(`/v1/releases/${id}`), 200).conflictsFound).toEqual(put.conflicts)

    const asked = { text: CALL, callDate: '2027-10-29' }
    const { proposal } = steps.body(await press.post('/v1/transcripts/read', asked), 200)
    expect(proposal.embargo).toEqual({ until: 'time', at: '2027-10-30T05:00', timeZone })
    const change = { terms: proposal.embargo, reason: 'As the moderator said' }
    steps.body(await press.patch(`/v1/embargoes/${call.embargo.id}`, change), 200)
    const settled = steps.body(await press.get(`/v1/releases/${id}`), 200)
    expect(settled).toMatchObject({ state: 'draft', conflicts: [], conflictsFound: [] })
    steps.body(await clear(settled.revision), 200)

    const { publishedAt } = await steps.untilPublic(service, id)
    const late = DateTime.fromISO(publishedAt).toMillis() - lift.toMillis()
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(250)
  })
})

describe('a call in two parts', () => {
  test('a named official on the record is named there, and nowhere in the part that withholds her', async () => {
    const service = await startService()
    undo.push(() => service.close())
    const her = { name: 'Marguerite Q. Oduya', title: 'Deputy Envoy for River Treaties', aliases: ['Daisy'] }
    const call = await steps.scheduleCall(service, {
      groundRules: undefined,
      embargo: undefined,
      portions: [
        {
          name: 'Opening',
          groundRules: { basis: 'on-the-record', attribution: 'by name', speakers: [her] },
          embargo: { until: 'call-end' },
        },
        {
          name: 'Questions',
          groundRules: {
            basis: 'on-background',
            attribution: 'senior administration official',
            speakers: [{ ...her, withheld: true }],
          },
          embargo: { until: 'call-end' },
        },
      ],
    })
    const parts = { Opening: OPENING, Questions: QUESTIONS }
    const releases: Record<string, { id: string }> = {}
    for (const [portion, text] of Object.entries(parts)) {
      const put = steps.body(
        await service.press.put(`/v1/calls/${call.id}/transcript?portion=${portion}`, text),
        200,
      )
      const { id, revision, conflicts } = put.release
      releases[portion] = steps.body(
        await service.press.put(`/v1/releases/${id}/clearance`, { revision, acknowledge: conflicts }),
        200,
      )
    }
    await steps.start(service, call.id)
    await steps.end(service, call.id)
    const opening = await steps.untilPublic(service, releases.Opening?.id ?? '')
    const questions = await steps.untilPublic(service, releases.Questions?.id ?? '')
    for (const form of ['', '.json', '.txt']) {
      const first = await service.anyone.get(`/releases/${opening.slug}${form}`)
      const second = await service.anyone.get(`/releases/${questions.slug}${form}`)
      expect(first.text).toMatch(/Oduya/i)
      expect(second.text).toContain('five gauges')
      expect(second.text).not.toMatch(/oduya|marguerite|daisy|river treaties/i)
    }
  })

  const OPENING = `Via Teleconference

2:59 P.M. EDT

MODERATOR:  Thanks for joining.  Marguerite Oduya will open on the record.

MS. ODUYA:  Good afternoon.  The delegations met for five hours on the lower river.
`
  const QUESTIONS = `MODERATOR:  We turn to questions.  These are on background, attributable to a “senior administration official.”

Q    Thanks, Marguerite.  How many gauges?

MS. ODUYA:  There will be five gauges, Daisy tells me; that is my own joke.

3:18 P.M. EDT
`
})

describe('turns of a live call', () => {
  const moderator = (...paragraphs: string[]) => ({ speaker: 'MODERATOR', role: 'moderator', paragraphs })
  const LIFTED = 'Thanks, everyone. The embargo on the contents of this call is now lifted.'

  async function aLiveCall(endOnAnnouncement: boolean) {
    const service = await startService()
    undo.push(() => service.close())
    const call = await steps.scheduleCall(service, { endOnAnnouncement })
    await steps.start(service, call.id)
    return {
      append: async (after: number, ...turns: object[]) =>
        steps.body(await service.press.post(`/v1/calls/${call.id}/turns`, { after, turns }), 200),
      state: async () => (await service.press.get(`/v1/calls/${call.id}`)).body,
    }
  }

  test('a moderator’s word that it is lifted asks a person to end the call, and ends nothing', async () => {
    const { append, state } = await aLiveCall(false)
    expect((await append(0, moderator('Welcome.'))).prompt).toBeNull()
    expect((await append(1, moderator(LIFTED))).prompt).toMatchObject({ act: 'end-call' })
    expect(await state()).toMatchObject({ state: 'live', announcedAt: expect.any(String) })
  })

  test('turns come after those there are, or not at all', async () => {
    const service = await startService()
    undo.push(() => service.close())
    const call = await steps.scheduleCall(service)
    await steps.start(service, call.id)
    const append = (after: number) =>
      service.press.post(`/v1/calls/${call.id}/turns`, { after, turns: [moderator('Welcome.')] })
    steps.body(await append(0), 200)
    for (const after of [0, 2]) {
      const { body } = await append(after)
      expect(body).toMatchObject({ code: 'turns-out-of-order' })
      expect(body.errors).toMatchObject([{ path: 'after', message: 'There are 1 turns' }])
    }
    steps.body(await append(1), 200)
  })

  test('it ends the call where the call says so', async () => {
    const { append, state } = await aLiveCall(true)
    await append(0, moderator('Welcome.'))
    expect((await state()).state).toBe('live')
    await append(1, moderator(LIFTED))
    expect((await state()).state).toBe('ended')
  })

  test('nobody else’s word does', async () => {
    const { append, state } = await aLiveCall(true)
    const others = [
      { speaker: 'Q', role: 'reporter', paragraphs: ['So the embargo is now lifted?'] },
      { speaker: 'SENIOR OFFICIAL', role: 'speaker', paragraphs: [LIFTED] },
      { speaker: 'OPERATOR', role: 'operator', paragraphs: [LIFTED] },
      moderator('The embargo will be lifted when we hang up.'),
    ]
    expect((await append(0, ...others)).prompt).toBeNull()
    expect((await state()).state).toBe('live')
  })
})
