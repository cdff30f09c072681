/** What `npm start` itself takes from the environment; the rest goes on to the processes untouched. */
import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65535)

const EmbeddedEnvironment = z.object({
  DATA_DIR: z.string().default('.data'),
  PORT: Port.default(3000),
  /** 0: a free one. */
  MAILBOX_PORT: Port.default(1080),
  /** Whether a first start loads the sample call. */
  SAMPLE: z.stringbool().default(true),
  REDIS_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
})

export type EmbeddedSettings = z.infer<typeof EmbeddedEnvironment>

/** A fault of the settings; the message names each variable, never its value. */
class SettingsFault extends Error {}

export function readEmbeddedSettings(environment: NodeJS.ProcessEnv): EmbeddedSettings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = EmbeddedEnvironment.safeParse(set)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new SettingsFault(`The configuration has faults:\n${faults.join('\n')}`)
}
