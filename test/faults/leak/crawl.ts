/** Asks for everything that the service serves, in every role: a route that is new is asked without being listed here. */
import type { Served } from '../../support/routes.ts'
import type { Recorder } from './recorder.ts'

/** How someone is recognised: no header at all, a token, a cookie. */
export type Visitor = Readonly<Record<string, string>>

/** What the parameters of routes stand for: by the collection before `:id`, any other by its own name. */
export type Ids = Readonly<Record<string, string>>

/** Never over: `followLive` follows it, for anyone. */
const ENDLESS = 'GET /live'
/** A stream is left after this long; what it said till then is recorded. */
const LISTEN_MS = 1500
const AT_A_TIME = 8
const FORMS = ['', '.json', '.txt'] as const
/** What addresses ask for besides. */
const QUERIES = [
  '/?topic=water',
  '/search?q=zanquillo',
  '/preferences?token=x',
  '/unsubscribe?token=x',
  '/subscribers/confirm?token=x',
  '/desk/sign-in/link?token=x',
  '/desk/sign-in?to=/desk/calls',
  '/v1/subscribers?email=desk@paper.example',
  '/v1/subscribers?phone=%2B12025550142',
  ...['notices', 'notices-sms', 'alerts', 'deliveries', 'deliveries-sms', 'lifts'].flatMap((queue) =>
    ['latest', 'completed', 'failed', 'delayed'].map(
      (status) => `/ops/queues/api/queues?activeQueue=${queue}&status=${status}&jobsPerPage=50`,
    ),
  ),
]

/** `GET /v1/calls/cal_…` for each route, each place with a handler of its own, and some more. */
export function questionsOf({ routes, handlers }: Served, ids: Ids): readonly string[] {
  const mounts = new Set(handlers.map((handler) => handler.split(' ')[0] ?? ''))
  const asked = [
    ...routes.filter((route) => route !== ENDLESS).map((route) => addressOf(route, ids)),
    ...[...mounts].flatMap((mount) => [`GET ${mount}`, `GET ${mount.replace(/\/$/, '')}/no-such-thing`]),
    ...FORMS.flatMap((form) => [`GET /releases/${ids.name}${form}`, `GET /releases/${ids.releases}${form}`]),
    ...QUERIES.map((query) => `GET ${query}`),
  ]
  return [...new Set(asked)]
}

/** A parameter that nothing is known for fails: its route would be asked for what is surely not there. */
export function addressOf(route: string, ids: Ids): string {
  return route.replace(/([\w-]+\/)?:(\w+)/g, (_all, before: string | undefined, name: string) => {
    const key = name === 'id' ? (before ?? '').slice(0, -1) : name
    const id = ids[key]
    if (id === undefined) throw new Error(`Say what :${name} stands for in ${route}`)
    return `${before ?? ''}${id}`
  })
}

/** Asks every question as each of these visitors, and records every answer whole. */
export async function crawl(
  recorder: Recorder,
  url: string,
  visitors: Readonly<Record<string, Visitor>>,
  questions: readonly string[],
): Promise<void> {
  for (const [name, visitor] of Object.entries(visitors))
    for (const { question, status, headers, text } of await askAll(url, visitor, questions))
      recorder.record(`${name} ${question.split('?')[0]}`, `${status} ${text} ${[...headers].join(' ')}`)
}

/** Looks at every page as someone who may: what is left in logs and in Redis by it is recorded there. */
export function look(
  url: string,
  visitor: Visitor,
  questions: readonly string[],
): Promise<readonly Answer[]> {
  const looks = questions.filter((one) => one.startsWith('GET '))
  return askAll(url, visitor, looks)
}

type Answer = {
  readonly question: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Several at a time, since some are streams. */
async function askAll(
  url: string,
  visitor: Visitor,
  questions: readonly string[],
): Promise<readonly Answer[]> {
  const left = [...questions]
  const answers: Answer[] = []
  const askOneByOne = async () => {
    for (let question = left.shift(); question !== undefined; question = left.shift())
      answers.push({ question, ...(await ask(url, visitor, question)) })
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, askOneByOne))
  return answers
}

async function ask(url: string, visitor: Visitor, question: string) {
  const [method = '', path = ''] = question.split(' ')
  const sends = method === 'GET' ? {} : { body: '{"reason":"x"}' }
  const type = method === 'GET' ? {} : { 'Content-Type': 'application/json' }
  const stop = new AbortController()
  const response = await fetch(`${url}${path}`, {
    ...{ method, redirect: 'manual', headers: { ...visitor, ...type }, signal: stop.signal },
    ...sends,
  })
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false
  const limit = isStream ? setTimeout(() => stop.abort(), LISTEN_MS) : undefined
  const { status, headers } = response
  const text = await textOf(response)
  clearTimeout(limit)
  return { status, headers, text }
}

/** As far as it came. */
async function textOf(response: Response): Promise<string> {
  let text = ''
  try {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('latin1')
  } catch {
    // It was left.
  }
  return text
}
