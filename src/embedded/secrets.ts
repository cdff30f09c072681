/** The secrets of an embedded start: made once, kept in a file that only its owner can read. */
import { randomBytes } from 'node:crypto'
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const ApiToken = z.object({ name: z.string(), role: z.enum(['press', 'ops', 'wire']), token: z.string() })

const Secrets = z.object({
  SECRET: z.string().min(32),
  SEAL_KEYS: z.string(),
  API_TOKENS: z.array(ApiToken).min(1),
})
export type Secrets = z.infer<typeof Secrets>

const OwnTokens = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'Not JSON' })
      return z.NEVER
    }
  })
  .pipe(Secrets.shape.API_TOKENS)

/** Reads `secrets.json` of a data directory, or makes it. Processes that ask at once get the same. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json')
  const kept = (await read(path)) ?? (await make(path))
  await chmod(path, 0o600)
  return kept
}

async function read(path: string): Promise<Secrets | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return Secrets.parse(JSON.parse(text))
  } catch (cause) {
    // Without these keys nothing kept can be opened, so a damaged file is never replaced by a new one.
    throw new Error(`${path} is damaged: restore it, or remove the whole data directory`, { cause })
  }
}

async function make(path: string): Promise<Secrets> {
  const made: Secrets = {
    SECRET: randomBytes(32).toString('base64url'),
    SEAL_KEYS: randomBytes(32).toString('base64'),
    API_TOKENS: [
      { name: 'Ana Ruiz', role: 'press', token: `press-${randomBytes(18).toString('base64url')}` },
      { name: 'Operations desk', role: 'ops', token: `ops-${randomBytes(18).toString('base64url')}` },
      { name: 'Wire service', role: 'wire', token: `wire-${randomBytes(18).toString('base64url')}` },
    ],
  }
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  try {
    // Linking fails where the file exists, so the first of two wins and no one reads half a file.
    await link(draft, path)
  } catch (cause) {
    const others = await read(path)
    if (others === undefined) throw new Error(`${path} cannot be written`, { cause })
    return others
  } finally {
    await rm(draft, { force: true })
  }
  return made
}

/** The tokens that hold: the person's own where `API_TOKENS` is set; intake says what is wrong with those. */
export function tokensInUse(secrets: Secrets, environment: NodeJS.ProcessEnv): Secrets['API_TOKENS'] {
  if (!environment.API_TOKENS) return secrets.API_TOKENS
  return OwnTokens.safeParse(environment.API_TOKENS).data ?? []
}

/** As the processes take them from their environment; what the person has set wins. */
export function secretEnvironment(secrets: Secrets, environment: NodeJS.ProcessEnv): Record<string, string> {
  const made = { ...secrets, API_TOKENS: JSON.stringify(secrets.API_TOKENS) }
  return Object.fromEntries(Object.entries(made).map(([name, value]) => [name, environment[name] || value]))
}
