/** The sample of a first start: a live press call under embargo, and a statement that is already public. */
import { readFile } from 'node:fs/promises'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { type ApiTarget, send } from './press-api.ts'

const timeZone = 'America/New_York'
/** The transcript ends now, so the call began a while ago. */
const spokenMinutes = 14
const contact = { name: 'Press Office', email: 'press@harborsafety.example' } as const
const topics = ['harbor-safety'] as const

const Id = z.object({ id: z.string() })
const Revised = z.object({ id: z.string(), revision: z.number().int() })

/** Loads it over the API, as press staff would. Answers the call's id. */
export async function loadSample(target: ApiTarget, now: DateTime = DateTime.now()): Promise<string> {
  const statement = await send(target, 'POST', '/v1/releases', Revised, sampleStatement)
  await clear(target, statement)

  const startsAt = now.setZone(timeZone).startOf('minute').minus({ minutes: spokenMinutes })
  const call = await send(target, 'POST', '/v1/calls', Id, sampleCall(startsAt))
  const path = `/v1/calls/${call.id}`
  const transcript = await sampleTranscript(startsAt)
  const { release } = await send(
    target,
    'PUT',
    `${path}/transcript`,
    z.object({ release: Revised }),
    transcript,
  )
  await clear(target, release)
  await send(target, 'POST', `${path}/start`, Id)
  return call.id
}

/** The call as `POST /v1/calls` takes it. Nobody in it exists. */
export function sampleCall(startsAt: DateTime) {
  return {
    title: 'Background press call on the Harbor Safety Compact',
    venue: 'Via Teleconference',
    startsAt: startsAt.toISO({ suppressMilliseconds: true }),
    expectedEndsAt: startsAt.plus({ minutes: 20 }).toISO({ suppressMilliseconds: true }),
    timeZone,
    groundRules: {
      basis: 'on-background',
      attribution: 'senior administration official',
      speakers: [
        {
          name: 'Helena Marrow-Whitlock',
          title: 'Senior Director for Coastal Resilience',
          aliases: ['Nell'],
          withheld: true,
        },
      ],
    },
    embargo: { until: 'call-end' },
    topics,
    contact,
  } as const
}

const sampleStatement = {
  kind: 'statement',
  headline: 'Statement on the opening of the Harbor Safety Compact for signature',
  summary: 'Eleven ports have said that they will sign the compact.',
  body: `The Harbor Safety Compact opens for signature today. Eleven ports have said that they will sign it.

Under the compact a port reports every near miss within a day, shares what it learned within a month, and opens
its pilot training to the other ports. A background press call on how the compact will work takes place today.`,
  topics,
  contact,
  groundRules: { basis: 'on-the-record', attribution: 'the Press Office' },
  embargo: { until: 'none' },
} as const

/** The transcript as a stenographer would hand it in: every name in it, clock lines around it. */
export async function sampleTranscript(startsAt: DateTime): Promise<string> {
  const words = await readFile(new URL('./sample-transcript.txt', import.meta.url), 'utf8')
  const clock = (time: DateTime) => {
    const half = time.hour < 12 ? 'A.M.' : 'P.M.'
    return `${time.toFormat('h:mm')} ${half} ${time.toFormat('ZZZZ', { locale: 'en-US' })}`
  }
  return `Via Teleconference\n\n${clock(startsAt)}\n\n${words.trim()}\n\n${clock(startsAt.plus({ minutes: spokenMinutes }))}\n`
}

async function clear(target: ApiTarget, { id, revision }: z.infer<typeof Revised>): Promise<void> {
  await send(target, 'PUT', `/v1/releases/${id}/clearance`, Id, { revision })
}
