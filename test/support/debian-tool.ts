/** Programs that only measurements need, from Debian's packages, laid out under the data folder without root. */
import { execFile } from 'node:child_process'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { hasDebianTools, openPackageArchive } from '../../src/embedded/debian-packages.ts'

const run = promisify(execFile)

export type Tool = Readonly<{
  path: string
  /** What it must be run with, such as where its libraries lie. */
  env: Readonly<Record<string, string>>
  /** Where its package's other files lie; empty when the program is the system's own. */
  root: string
}>

/** Where a package keeps its programs. */
const FOLDERS = ['usr/bin', 'usr/sbin', 'bin', 'sbin']

/** The program `name` of Debian's `packageName`; null where it is not here and cannot be brought in. */
export async function findDebianTool(packageName: string, name: string): Promise<Tool | null> {
  const own = await run('which', [name]).catch(() => null)
  if (own !== null) return { path: own.stdout.trim(), env: {}, root: '' }
  const root = await unpackDebianPackages(packageName, [packageName])
  return root === null ? null : within(root, name)
}

/** The folder, named for what it is for, that holds the files of packages; null where they cannot be brought in. */
export async function unpackDebianPackages(
  name: string,
  packages: readonly string[],
): Promise<string | null> {
  const root = resolve(process.env.DATA_DIR ?? '.data', 'tools', name)
  const there = () =>
    access(root).then(
      () => true,
      () => false,
    )
  if (await there()) return root
  if (!(await hasDebianTools())) return null
  process.stdout.write(
    `Fetching Debian’s ${packages.join(', ')} into ${root}, which only tests and measurements need.\n`,
  )
  const work = `${root}.${crypto.randomUUID()}`
  try {
    await mkdir(join(work, 'root'), { recursive: true })
    const archive = await openPackageArchive(work)
    for (const one of packages) await archive.unpack(one, join(work, 'root'))
    await rename(join(work, 'root'), root)
    return root
  } catch {
    // Someone else may have been first.
    return (await there()) ? root : null
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function within(root: string, name: string): Promise<Tool | null> {
  const env = { LD_LIBRARY_PATH: libraryPath(root) }
  for (const folder of FOLDERS) {
    const path = join(root, folder, name)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return { path, env, root }
  }
  return null
}

/** Where the libraries that came with a program lie. */
export function libraryPath(root: string): string {
  const multiarch = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const folders = [
    'usr/lib',
    'lib',
    `usr/lib/${multiarch}`,
    `lib/${multiarch}`,
    'usr/lib/postfix',
    `usr/lib/${multiarch}/pulseaudio`,
  ]
  return folders.map((folder) => join(root, folder)).join(':')
}
