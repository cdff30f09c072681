/** One Redis for one data directory: where its socket goes, and why a second start is refused. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** A Redis cannot be started on this directory; the message says what to do. */
export class RedisStartFault extends Error {}

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const socketPathLimit = 100

export const pidFile = (directory: string): string => join(directory, 'redis.pid')

/**
 * The same socket path for the same directory, always. Beside the data where a socket and a URL can name it;
 * else in a short folder under the system's temporary one, which must be ours alone.
 */
export async function socketFor(directory: string, temporary: string = tmpdir()): Promise<string> {
  const beside = join(directory, 'redis.sock')
  if (beside.length <= socketPathLimit && /^[\w./-]+$/.test(beside)) return beside
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  const folder = join(temporary, `hfr-${name}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o077) !== 0) {
    throw new RedisStartFault(
      `${folder} belongs to someone else or is open to others; remove it and start again`,
    )
  }
  return join(folder, 'redis.sock')
}

/**
 * Runs `start` while no one else starts on the directory. Redis itself would unlink a living socket and
 * append to the same file, so two starts must never overlap, and none may follow while one still runs.
 */
export async function startingAlone<T>(
  directory: string,
  socket: string,
  start: () => Promise<T>,
): Promise<T> {
  const claim = join(directory, 'starting')
  await claimFile(claim)
  try {
    if (await listens(socket)) throw new RedisStartFault(await stillRunning(directory))
    return await start()
  } finally {
    await rm(claim, { force: true })
  }
}

async function claimFile(claim: string): Promise<void> {
  const write = () => writeFile(claim, String(process.pid), { flag: 'wx' })
  try {
    await write()
  } catch {
    const owner = Number(await readFile(claim, 'utf8').catch(() => ''))
    if (owner > 0 && isAlive(owner)) {
      throw new RedisStartFault(
        `Another start (process ${owner}) is under way here; if it is not, remove ${claim}`,
      )
    }
    await rm(claim, { force: true })
    await write()
  }
}

async function stillRunning(directory: string): Promise<string> {
  const pid = (await readFile(pidFile(directory), 'utf8').catch(() => '')).trim()
  return `Redis of an earlier start still runs on ${directory}${pid && ` (process ${pid})`}. \
Use that start, or end it${pid && ` with: kill ${pid}`}`
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function listens(path: string): Promise<boolean> {
  const client = connect({ path })
  try {
    await once(client, 'connect')
    return true
  } catch {
    return false
  } finally {
    client.destroy()
  }
}
