/** `/v1/subscribers`: import those who have consented, look one up, erase one. */
import { createInterface } from 'node:readline'
import type { Request, RequestHandler } from 'express'
import { Router } from 'express'
import { eraseSubscriber } from '../../commands/erase-subscriber.ts'
import { importSubscribers } from '../../commands/import-subscribers.ts'
import { EmailAddress, namedAddress, PhoneInQuery } from '../../domain/address.ts'
import { refuse } from '../../domain/refusals.ts'
import { ImportLine, type Subscriber } from '../../domain/subscriber.ts'
import type { Told } from '../answer-parts.ts'
import { actorOf } from '../authenticate.ts'
import { sendProblem } from '../problem.ts'
import { change, type IntakeDependencies, NoBody, param, read } from './handle.ts'
import type { ImportAnswer, SubscriberAnswer } from './subscriber-answer.ts'

const NO_EMAIL = { path: 'email', message: 'An e-mail address' }
const NO_PHONE = { path: 'phone', message: 'A phone number with + and its country code' }

/** How many refused lines are named; all are counted. */
const REFUSED_NAMED = 100

export function createSubscriberRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store, offersTexts } = dependencies
  const router = Router()
  router.post('/subscribers/import', async (req, res) => {
    if (!req.is(['application/x-ndjson', 'application/ndjson', 'text/plain']))
      return sendProblem(res, 'unsupported-media-type')
    const refused: { line: number; message: string }[] = []
    const work = { actor: actorOf(res), store }
    const counts = await importSubscribers(work, readLines(req, offersTexts, refused))
    const answer: Told<typeof ImportAnswer> = {
      ...counts,
      refused: refused.length,
      refusedLines: refused.slice(0, REFUSED_NAMED),
    }
    res.json(answer)
  })
  router.get(
    '/subscribers',
    read(async (req) => {
      const { email, phone } = req.query
      const asked = phone === undefined ? EmailAddress.safeParse(email) : PhoneInQuery.safeParse(phone)
      if (!asked.success) return refuse('invalid-body', phone === undefined ? NO_EMAIL : NO_PHONE)
      const found = await store.subscribers.find(asked.data)
      const items = found === null || found.state === 'erased' ? [] : [subscriberAnswer(found)]
      return { status: 200, body: { items, next: null } }
    }),
  )
  router.delete(
    '/subscribers/:id',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req }) => eraseSubscriber(work, numberOf(param(req, 'id'))),
      present: () => ({ status: 204, body: null }),
    }),
  )
  return router
}

function subscriberAnswer({ number, address, ...subscriber }: Subscriber): Told<typeof SubscriberAnswer> {
  return { id: `sub_${number}`, ...namedAddress(address), ...subscriber }
}

function numberOf(id: string): number {
  return /^sub_\d{1,10}$/.test(id) ? Number(id.slice(4)) : 0
}

/** NDJSON as it streams in; lines that do not parse are set aside by number, never echoed. */
async function* readLines(req: Request, offersTexts: boolean, refused: { line: number; message: string }[]) {
  let line = 0
  for await (const text of createInterface({ input: req, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    if (text.trim() === '') continue
    const parsed = parseLine(text)
    if (parsed === null)
      refused.push({ line, message: 'Expected {"email", "topics"}, or "phone" with + and its country code' })
    else if ('phone' in parsed && !offersTexts)
      refused.push({ line, message: 'Text messages are not set up' })
    else yield parsed
  }
}

function parseLine(text: string): ImportLine | null {
  try {
    const parsed = ImportLine.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON: refused like any other line that does not parse.
    return null
  }
}
