/** What people do, step by step over HTTP, for journeys to read as stories. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { aCall, TRANSCRIPT } from './a-call.ts'
import type { Answer, Service } from './service.ts'

/** The body of an answer that must have this status; the test fails with the answer's own words. */
export function body(answer: Answer, status: number) {
  expect(answer.status, answer.text).toBe(status)
  return answer.body
}

export async function importSubscribers(
  service: Pick<Service, 'press'>,
  emails: readonly string[],
  topics: readonly string[] = [],
): Promise<void> {
  const lines = emails.map((email) => JSON.stringify({ email, topics })).join('\n')
  const answer = await service.press.post('/v1/subscribers/import', lines, {
    'Content-Type': 'application/x-ndjson',
  })
  expect(answer.body, answer.text).toMatchObject({ added: emails.length, refused: 0 })
}

/** Schedules a call; answers it as the API does. */
export async function scheduleCall(service: Pick<Service, 'press'>, change: Record<string, unknown> = {}) {
  return body(await service.press.post('/v1/calls', aCall(change)), 201)
}

/** Loads the transcript and clears what was read; answers the release. */
export async function clearTranscript(service: Pick<Service, 'press'>, callId: string, portion?: string) {
  const query = portion === undefined ? '' : `?portion=${portion}`
  const put = body(await service.press.put(`/v1/calls/${callId}/transcript${query}`, TRANSCRIPT), 200)
  const { id, revision, conflicts } = put.release
  return body(
    await service.press.put(`/v1/releases/${id}/clearance`, { revision, acknowledge: conflicts }),
    200,
  )
}

/** A cleared statement; its embargo is the call's unless terms of its own are given. */
export async function clearStatement(service: Pick<Service, 'press'>, given: Record<string, unknown>) {
  const made = body(
    await service.press.post('/v1/releases', {
      kind: 'statement',
      headline: 'Statement on the river talks',
      body: 'The delegations *will* meet again.',
      ...given,
    }),
    201,
  )
  return body(await service.press.put(`/v1/releases/${made.id}/clearance`, { revision: made.revision }), 200)
}

export async function start(service: Pick<Service, 'press'>, callId: string): Promise<void> {
  body(await service.press.post(`/v1/calls/${callId}/start`), 200)
}

export async function end(service: Pick<Service, 'press'>, callId: string) {
  return body(await service.press.post(`/v1/calls/${callId}/end`), 200)
}

/** Long enough that whoever waits leaves the processor to what is waited for. */
const ASK_EVERY_MS = 20

/** Asks again until it fits; the test's own limit ends a wait that never comes. */
export async function eventually<T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask()
    if (fits(value)) return value
    await delay(ASK_EVERY_MS)
  }
}

export async function untilPublic(service: Pick<Service, 'press'>, releaseId: string) {
  const answer = await eventually(
    () => service.press.get(`/v1/releases/${releaseId}`),
    ({ body }) => body?.state === 'public',
  )
  return answer.body
}

/** The alerts of a release once `count` of them are closed or stopped, oldest first. */
export async function untilAlertsSettled(service: Pick<Service, 'press'>, releaseId: string, count: number) {
  const answer = await eventually(
    () => service.press.get(`/v1/releases/${releaseId}/alerts`),
    ({ body }) =>
      body.items.length === count &&
      body.items.every((alert: { state: string }) => alert.state === 'closed' || alert.state === 'stopped'),
  )
  return answer.body.items.toReversed()
}

/** An instant so many milliseconds from now, as the API takes it. */
export function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString()
}
