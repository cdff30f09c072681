/** The only reader of the environment: every setting checked at once, all faults reported together. */
import { isIP } from 'node:net'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { Role } from './domain/actor.ts'
import { IsoDuration } from './domain/instant.ts'
import { Staff } from './domain/staff.ts'

const Token = z.strictObject({
  name: z.string().min(1),
  role: Role.exclude(['system']),
  token: z.string().min(24, 'At least 24 characters'),
})

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'Not JSON' })
    return z.NEVER
  }
})

const url = (...protocols: readonly string[]) =>
  z
    .string({ error: 'Required' })
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `One of ${protocols.join(' ')}`,
    )

/** Numbers and embargoed words go there: in the clear only to this machine. A token has a variable of its own. */
const gatewayUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSafeGateway(new URL(text)),
    'https:, or http: to this machine alone',
  )

function isSafeGateway({ protocol, hostname, username, password }: URL): boolean {
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && username + password === ''
}

const sealKeys = z
  .string({ error: 'Required: base64 of 32 bytes, newest first, commas between' })
  .transform((text) => text.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine((keys) => keys.every((key) => key.length === 32), 'Each key is base64 of 32 bytes')

const Shared = {
  REDIS_URL: url('redis:', 'rediss:', 'unix:'),
  NAMESPACE: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('hfr'),
  SECRET: z.string({ error: 'Required' }).min(32, 'At least 32 characters'),
  SEAL_KEYS: sealKeys,
  PUBLIC_URL: url('http:', 'https:').optional(),
  /** Where text messages are handed over; where it is not set there are none, and sign-up offers none. */
  SMS_URL: gatewayUrl.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** How long past its instant what is expected may be before people are told. */
  OVERDUE_AFTER: IsoDuration.default('PT15M'),
}

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

const Port = z.coerce.number().int().min(0).max(65535)

/** All three or none: what mail is signed with (RFC 6376). */
const Dkim = {
  DKIM_DOMAIN: z.string().min(3).optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9._-]{1,63}$/i)
    .optional(),
  DKIM_PRIVATE_KEY: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine((text) => text.includes('PRIVATE KEY-----'), 'A private key in PEM')
    .optional(),
}

const dkimParts = (set: Partial<Record<keyof typeof Dkim, unknown>>) =>
  [set.DKIM_DOMAIN, set.DKIM_SELECTOR, set.DKIM_PRIVATE_KEY].filter((part) => part !== undefined).length

/** An address, a range of them, or a kind that `proxy-addr` knows by name. */
const ProxyName = z.string().refine((text) => {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const version = isIP(address)
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128))
}, 'Addresses or ranges (10.0.0.0/8), commas between; or loopback, linklocal, uniquelocal')

const IntakeEnvironment = z.object({
  ...Shared,
  PORT: Port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Whose word on where a request came from is taken; readers behind any other proxy count as one. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])))
    .pipe(z.array(ProxyName)),
  API_TOKENS: json.pipe(z.array(Token).min(1)),
  BOUNCE_SECRET: z.string().min(32, 'At least 32 characters').optional(),
  /** Who may sign in to the desk; nobody where it is not set. */
  STAFF: json
    .pipe(
      z
        .array(Staff)
        .refine(
          (staff) => new Set(staff.map(({ email }) => email)).size === staff.length,
          'An address twice',
        ),
    )
    .default([]),
  /** Writes sign-in links to the log too: for a start on one's own machine, never where others read logs. */
  PRINT_SIGN_IN_LINKS: flag,
  /** The name over every page. */
  ORGANISATION: z.string().trim().min(1).max(100).default('Newsroom'),
  /** What belongs to no call is told in it at the desk. */
  TIME_ZONE: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'An IANA name: America/New_York')
    .default('UTC'),
  /** A release is cleared only once a second person has approved the same revision. */
  TWO_PERSON: flag,
})

const WorkersEnvironment = z
  .object({
    ...Shared,
    PUBLIC_URL: url('http:', 'https:').default('http://localhost:3000'),
    SMTP_URL: url('smtp:', 'smtps:'),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(500).default(10),
    SMTP_MAX_PER_SECOND: z.coerce.number().int().min(1).max(100_000).optional(),
    SMS_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'Letters, digits and marks, no blanks')
      .optional(),
    SMS_CONNECTIONS: z.coerce.number().int().min(1).max(500).default(5),
    SMS_MAX_PER_SECOND: z.coerce.number().int().min(1).max(100_000).optional(),
    MAIL_FROM: z.string({ error: 'Required' }).min(3),
    /** Who is told, beside a call's contact, when something is overdue. */
    OPS_EMAIL: z.email('An address').optional(),
    ...Dkim,
  })
  .refine((set) => dkimParts(set) % 3 === 0, {
    path: ['DKIM_DOMAIN'],
    message: 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY belong together',
  })

export type IntakeConfig = z.infer<typeof IntakeEnvironment>
export type WorkersConfig = z.infer<typeof WorkersEnvironment>

/** A faulty environment: `faults` name each variable and what is wrong, never its value. */
class ConfigFault extends Error {
  readonly exitCode = 78
}

export function readIntakeConfig(environment: NodeJS.ProcessEnv = process.env): IntakeConfig {
  return read(IntakeEnvironment, environment)
}

export function readWorkersConfig(environment: NodeJS.ProcessEnv = process.env): WorkersConfig {
  return read(WorkersEnvironment, environment)
}

function read<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.infer<S> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(set)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigFault(`The configuration has faults:\n${faults.join('\n')}`)
}
