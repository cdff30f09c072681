/** The whole service in this process: intake, workers and a real SMTP server, in a namespace of its own. */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createLog } from '../../src/log.ts'
import { type Intake, startIntake } from '../../src/server.ts'
import { type Running, startLifting } from '../../workers/lifting.ts'
import { startMailing } from '../../workers/mailing.ts'
import { createRightOfWay } from '../../workers/right-of-way.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'
import { freshNamespace } from './namespace.ts'
import { type SmsGateway, startSmsGateway } from './sms-gateway.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer under test is whatever the service sent
  readonly body: any
}

export type Api = {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
}

export type Service = {
  readonly url: string
  readonly namespace: string
  readonly press: Api
  /** Another person of the press staff. */
  readonly ben: Api
  readonly ops: Api
  readonly wire: Api
  readonly anyone: Api
  readonly mail: MailSink
  /** Where its texts go; null where they are not set up. */
  readonly gateway: SmsGateway | null
  readonly environment: Readonly<Record<string, string>>
  startWorkers(): Promise<Running>
  close(): Promise<void>
}

export const TOKENS = {
  press: 'press-token-of-ana-ruiz-for-tests',
  ben: 'press-token-of-ben-osei-for-tests',
  ops: 'ops-token-of-someone-for-tests',
  wire: 'wire-token-of-a-program-for-tests',
}

/** Who may sign in to the desk of the service under test. */
export const STAFF = [
  { name: 'Ana Ruiz', email: 'ana@example.gov', role: 'press' as const },
  { name: 'Ben Osei', email: 'ben@example.gov', role: 'press' as const },
  { name: 'Night shift', email: 'night@example.gov', role: 'ops' as const },
]

/** Where the service under test writes to ops. */
export const OPS_EMAIL = 'ops@example.gov'

/** What the service under test shows its gateway. */
const SMS_TOKEN = 'token-of-the-gateway-for-tests'

/** `workers`: how many worker processes' worth to run in this process; 0 to start them later. */
export async function startService(
  options: {
    workers?: number
    logLevel?: 'debug' | 'error'
    perSecond?: number
    /** Sets text messages up. */
    texts?: boolean
    overdueAfter?: string
    twoPerson?: boolean
    timeZone?: string
    /** Where readers believe it is, such as behind a proxy that ends TLS. */
    publicUrl?: string
    trustedProxies?: string[]
    /** Where Redis listens when no run of tests has started one. */
    redisUrl?: string
  } = {},
): Promise<Service> {
  const mail = await startMailSink()
  const gateway = options.texts ? await startSmsGateway() : null
  const namespace = freshNamespace()
  const secret = randomBytes(32).toString('hex')
  const sealKey = randomBytes(32)
  const bounceSecret = randomBytes(32).toString('hex')
  const shared = {
    REDIS_URL: options.redisUrl ?? inject('redisUrl'),
    NAMESPACE: namespace,
    SECRET: secret,
    SEAL_KEYS: [sealKey],
    LOG_LEVEL: options.logLevel ?? ('error' as const),
    OVERDUE_AFTER: options.overdueAfter ?? 'PT15M',
    ...(gateway && { SMS_URL: gateway.url }),
  }
  const tokens = [
    { name: 'Ana Ruiz', role: 'press' as const, token: TOKENS.press },
    { name: 'Ben Osei', role: 'press' as const, token: TOKENS.ben },
    { name: 'Night shift', role: 'ops' as const, token: TOKENS.ops },
    { name: 'Wire desk', role: 'wire' as const, token: TOKENS.wire },
  ]
  const intake: Intake = await startIntake({
    ...shared,
    PUBLIC_URL: options.publicUrl,
    PORT: 0,
    HOST: '127.0.0.1',
    TRUSTED_PROXIES: options.trustedProxies ?? [],
    API_TOKENS: tokens,
    BOUNCE_SECRET: bounceSecret,
    STAFF,
    PRINT_SIGN_IN_LINKS: false,
    ORGANISATION: 'Newsroom',
    TIME_ZONE: options.timeZone ?? 'UTC',
    TWO_PERSON: options.twoPerson ?? false,
  })
  const url = `http://127.0.0.1:${intake.port}`
  const running: Running[] = []
  const service: Service = {
    url,
    namespace,
    press: createApi(url, TOKENS.press),
    ben: createApi(url, TOKENS.ben),
    ops: createApi(url, TOKENS.ops),
    wire: createApi(url, TOKENS.wire),
    anyone: createApi(url, null),
    mail,
    gateway,
    environment: {
      REDIS_URL: shared.REDIS_URL,
      NAMESPACE: namespace,
      SECRET: secret,
      SEAL_KEYS: sealKey.toString('base64'),
      API_TOKENS: JSON.stringify(tokens),
      BOUNCE_SECRET: bounceSecret,
      PUBLIC_URL: url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'press@example.gov',
      OVERDUE_AFTER: shared.OVERDUE_AFTER,
      OPS_EMAIL,
      ...(gateway && { SMS_URL: gateway.url, SMS_TOKEN }),
    },
    async startWorkers() {
      const config = {
        ...shared,
        PUBLIC_URL: url,
        SMTP_URL: mail.url,
        MAIL_FROM: 'press@example.gov',
        OPS_EMAIL,
        SMTP_CONNECTIONS: 5,
        SMTP_MAX_PER_SECOND: options.perSecond,
        SMS_TOKEN,
        SMS_CONNECTIONS: 5,
      }
      const log = createLog(config.LOG_LEVEL, 'workers')
      const rightOfWay = createRightOfWay()
      const parts = await Promise.all([
        startLifting(config, log, rightOfWay),
        startMailing(config, log, rightOfWay),
      ])
      const workers = { close: async () => void (await Promise.all(parts.map((part) => part.close()))) }
      running.push(workers)
      return workers
    },
    async close() {
      await Promise.all(running.map((workers) => workers.close()))
      await intake.close()
      await mail.close()
      await gateway?.close()
    },
  }
  for (let count = options.workers ?? 1; count > 0; count -= 1) await service.startWorkers()
  return service
}

export function createApi(url: string, token: string | null): Api {
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const isText = typeof body === 'string'
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': isText ? 'text/plain' : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : null,
    }
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body, headers) => ask('POST', path, body ?? {}, headers),
    put: (path, body, headers) => ask('PUT', path, body ?? {}, headers),
    patch: (path, body, headers) => ask('PATCH', path, body ?? {}, headers),
    delete: (path, headers) => ask('DELETE', path, undefined, headers),
  }
}
