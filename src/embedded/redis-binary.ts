/** Where a Redis or Valkey server of version 7 or later comes from: the PATH, our cache, or Debian's packages. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { hasDebianTools, openPackageArchive } from './debian-packages.ts'

const run = promisify(execFile)
const oldestMajor = 7
const names = ['redis-server', 'valkey-server'] as const

export type RedisBinary = Readonly<{
  path: string
  /** As the server states it, for example `7.0.15`. */
  version: string
  /** Folders of the libraries that came with it, for `LD_LIBRARY_PATH`. */
  libraryPath: string | undefined
}>

type Search = Readonly<{
  /** The cache is its folder `redis`. */
  dataDir: string
  /** Tells the person what is being brought in. */
  say: (line: string) => void
}>

/** There is no server here and none could be brought in; the message says which command gets one. */
class NoRedisFault extends Error {}

/** Finds a server, or brings one in. Any number of processes may ask at once. Throws `NoRedisFault`. */
export async function findRedis({ dataDir, say }: Search): Promise<RedisBinary> {
  const cache = resolve(dataDir, 'redis')
  return (await onPath()) ?? (await under(cache)) ?? (await bringIn(cache, say))
}

/** Lays Debian's packages out in `cache` as one step that either happened whole or not at all. */
export async function bringIn(cache: string, say: Search['say']): Promise<RedisBinary> {
  if (!(await hasDebianTools())) throw new NoRedisFault(advice('this system has no apt'))
  say('Redis is not on this machine. Fetching the system’s own package (a few MB, about ten seconds).')
  const work = `${cache}.${randomUUID()}`
  const root = join(work, 'root')
  try {
    await mkdir(root, { recursive: true })
    const archive = await openPackageArchive(work)
    const name = await newEnough(archive.candidate)
    if (name === undefined)
      throw new NoRedisFault(advice('its packages have no Redis 7 or later, or are out of reach'))
    await archive.unpack(name, root)
    if ((await under(root)) === undefined)
      throw new NoRedisFault(advice(`its package ${name} does not run here`))
    const found = await moveIntoPlace(root, cache)
    say(`Redis ${found.version} is in ${cache}. Nothing outside that folder was changed.`)
    return found
  } catch (cause) {
    if (cause instanceof NoRedisFault) throw cause
    throw new NoRedisFault(advice('fetching its package failed'), { cause })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function moveIntoPlace(root: string, cache: string): Promise<RedisBinary> {
  const settled = await rename(root, cache).then(
    () => under(cache),
    () => under(cache),
  )
  if (settled !== undefined) return settled
  // What lies there does not run: it was cut short, or the system moved on to other libraries.
  await rename(cache, join(root, '..', 'broken'))
  await rename(root, cache)
  const found = await under(cache)
  if (found === undefined) throw new Error(`No server that runs under ${cache}`)
  return found
}

async function newEnough(
  candidate: (name: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const name of names) {
    const version = await candidate(name)
    if (version !== undefined && Number.parseInt(version, 10) >= oldestMajor) return name
  }
  return undefined
}

async function onPath(): Promise<RedisBinary | undefined> {
  for (const name of names) {
    const found = await probe(name, undefined)
    if (found !== undefined) return found
  }
  return undefined
}

async function under(root: string): Promise<RedisBinary | undefined> {
  const libraryPath = (await libraryFolders(root)).join(':') || undefined
  for (const name of names) {
    const found = await probe(join(root, 'usr', 'bin', name), libraryPath)
    if (found !== undefined) return found
  }
  return undefined
}

/** `usr/lib/x86_64-linux-gnu` and the like; older packages still use `lib`. */
async function libraryFolders(root: string): Promise<readonly string[]> {
  const parents = [join(root, 'usr', 'lib'), join(root, 'lib')]
  const listed = await Promise.all(
    parents.map(async (parent) => {
      const entries = await readdir(parent).catch((): string[] => [])
      return entries.filter((entry) => entry.includes('-linux-')).map((entry) => join(parent, entry))
    }),
  )
  return listed.flat()
}

async function probe(path: string, libraryPath: string | undefined): Promise<RedisBinary | undefined> {
  const env = redisEnvironment({ libraryPath })
  const answer = await run(path, ['--version'], { env, timeout: 10_000 }).catch(() => undefined)
  const version = /\bv=(\d+)\.(\d+)\.(\d+)/.exec(answer?.stdout ?? '')
  if (version === null || Number(version[1]) < oldestMajor) return undefined
  return { path, version: version.slice(1).join('.'), libraryPath }
}

/** The environment a server runs in: ours, and its libraries where they came with it. */
export function redisEnvironment(binary: Pick<RedisBinary, 'libraryPath'>): NodeJS.ProcessEnv {
  return binary.libraryPath === undefined
    ? process.env
    : { ...process.env, LD_LIBRARY_PATH: binary.libraryPath }
}

function advice(reason: string): string {
  return `Redis 7 or later (or Valkey) is needed, and ${reason}. Get one with:
  Debian, Ubuntu   sudo apt-get install redis-server
  Fedora           sudo dnf install valkey
  macOS            brew install valkey
  Docker           docker run -d -p 6379:6379 valkey/valkey:8 valkey-server --appendonly yes --appendfsync always
                   and then start with REDIS_URL=redis://localhost:6379`
}
