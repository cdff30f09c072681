/** A wrong clock for a process: libfaketime, from Debian's package. */
import { access, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackDebianPackages } from './debian-tool.ts'

export type FakeClock = {
  /** What a process is started with. */
  readonly environment: Readonly<Record<string, string>>
  /** The same for Redis, whose allocator asks the time before libfaketime is ready to say it. */
  readonly redisEnvironment: Readonly<Record<string, string>>
  /** From now on its wall clock is so many seconds ahead, or behind. */
  set(seconds: number): Promise<void>
}

/** Null where libfaketime is not to be had. The monotonic clock stays right, as on a real host. */
export async function fakeClock(seconds: number): Promise<FakeClock | null> {
  const library = await findLibrary('faketime', 'faketime/libfaketime.so.1')
  const allocator = await findLibrary('libmimalloc2.0', 'libmimalloc.so.2')
  if (library === null || allocator === null) return null
  const file = join(await mkdtemp(join(tmpdir(), 'hfr-time-')), 'offset')
  const set = (offset: number) => writeFile(file, `${offset < 0 ? '' : '+'}${offset}s\n`)
  await set(seconds)
  const environment = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  return { environment, redisEnvironment: { ...environment, LD_PRELOAD: `${allocator}:${library}` }, set }
}

async function findLibrary(packageName: string, name: string): Promise<string | null> {
  const root = await unpackDebianPackages(packageName, [packageName])
  if (root === null) return null
  const libraries = join(root, 'usr', 'lib')
  for (const folder of await readdir(libraries).catch((): string[] => [])) {
    const path = join(libraries, folder, name)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  return null
}
