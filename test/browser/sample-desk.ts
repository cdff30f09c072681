/** What a press officer finds on a busy day: a call under way, one to come, a hold, and what has gone out. */
import { DateTime } from 'luxon'
import { sampleCall } from '../../src/embedded/sample.ts'
import { openDesk } from '../support/desk.ts'
import { type Service, STAFF } from '../support/service.ts'
import * as steps from '../support/steps.ts'
import { fillNewsroom, type Newsroom, transcribedCall } from './sample-newsroom.ts'

/** Ids of what there is, by its state. */
export type Desk = {
  readonly newsroom: Newsroom
  readonly calls: Readonly<Record<'live' | 'scheduled' | 'ended', string>>
  readonly embargoes: Readonly<Record<'open' | 'held' | 'lifted', string>>
  readonly releases: Readonly<Record<'draft' | 'held' | 'published', string>>
  readonly alerts: Readonly<Record<'lift' | 'closed', string>>
  /** The path of a link that signs in, not used up. */
  readonly signInLink: string
}

/** Fills the newsroom too. Needs workers. `readers`: how many there are beside those it needs. */
export async function fillDesk(service: Service, readers = 0): Promise<Desk> {
  const newsroom = await fillNewsroom(service, readers)
  const { call: live, release: draft } = await transcribedCall(service, {
    title: 'Background press call on pilot training',
  })
  await steps.start(service, live.id)
  const tomorrow = DateTime.now().setZone('America/New_York').plus({ days: 1 })
  const scheduled = steps.body(await service.press.post('/v1/calls', comingCall(tomorrow)), 201)
  const held = steps.body(await service.press.post('/v1/releases', heldReadout(tomorrow)), 201)
  const hold = { reason: 'The other side has asked for an hour.' }
  steps.body(await service.press.put(`/v1/embargoes/${held.embargo.id}/hold`, hold), 200)
  const ended = steps.body(await service.press.get(`/v1/calls/${newsroom.callId}`), 200)
  const lifted = ended.portions[0]
  const [alert, closed] = await Promise.all([
    alertOf(service, lifted.transcriptId),
    alertOf(service, newsroom.statementId),
  ])
  return {
    newsroom,
    calls: { live: live.id, scheduled: scheduled.id, ended: ended.id },
    embargoes: { open: live.portions[0].embargo.id, held: held.embargo.id, lifted: lifted.embargo.id },
    releases: { draft: draft.id, held: held.id, published: lifted.transcriptId },
    alerts: { lift: alert, closed },
    signInLink: await askSignInLink(service),
  }
}

async function askSignInLink(service: Service): Promise<string> {
  const email = STAFF[1]?.email ?? ''
  await openDesk(service.url).submit('/desk/sign-in', '/desk/sign-in', { email })
  const { mail } = await service.mail.until(({ to }) => to === email)
  return /\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
}

/** Its first. */
async function alertOf(service: Service, releaseId: string): Promise<string> {
  return steps.body(await service.press.get(`/v1/releases/${releaseId}/alerts`), 200).items.at(-1).id
}

/** Embargoed until a clock time in another zone. */
function comingCall(tomorrow: DateTime) {
  const startsAt = tomorrow.set({ hour: 14, minute: 0, second: 0, millisecond: 0 })
  const liftsAt = tomorrow.plus({ days: 1 }).toFormat("yyyy-MM-dd'T'05:00")
  return {
    ...sampleCall(startsAt),
    title: 'Background press call on the ports that sign in Rome',
    embargo: { until: 'time', at: liftsAt, timeZone: 'Europe/Rome' },
  }
}

function heldReadout(tomorrow: DateTime) {
  return {
    kind: 'readout',
    headline: 'Readout of the talks on towing fees',
    body: 'The two sides went through the fees line by line and agreed on most of them.',
    topics: ['shipping'],
    groundRules: { basis: 'on-the-record', attribution: 'the Press Office' },
    embargo: { until: 'time', at: tomorrow.toISO(), timeZone: 'America/New_York' },
  }
}
