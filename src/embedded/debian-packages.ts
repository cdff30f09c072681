/** Debian and Ubuntu packages brought into a folder without root: apt's own resolver and signatures, private state. */
import { execFile } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Apt's view of the archive, refreshed into a folder of its own. */
export type PackageArchive = Readonly<{
  /** The version apt would install, without epoch (`7.0.15-1~deb12u10`), or undefined where there is none. */
  candidate(name: string): Promise<string | undefined>
  /** Downloads a package and whatever it needs that this system lacks, and lays the files out under `root`. */
  unpack(name: string, root: string): Promise<void>
}>

/** Whether this system has the tools: apt-get, apt-cache and dpkg-deb. */
export async function hasDebianTools(): Promise<boolean> {
  const asked = [
    run('apt-get', ['--version']),
    run('apt-cache', ['--version']),
    run('dpkg-deb', ['--version']),
  ]
  const answers = await Promise.allSettled(asked)
  return answers.every((answer) => answer.status === 'fulfilled')
}

/** Reads the archive's lists into `folder` (about 60 MB while at work). Throws when no list can be read. */
export async function openPackageArchive(folder: string): Promise<PackageArchive> {
  const configuration = join(folder, 'apt.conf')
  const archives = join(folder, 'cache', 'archives')
  await mkdir(join(folder, 'state', 'lists', 'partial'), { recursive: true })
  await mkdir(join(archives, 'partial'), { recursive: true })
  await writeFile(configuration, privateConfiguration(folder))

  const apt = (tool: 'apt-get' | 'apt-cache', ...words: readonly string[]) =>
    run(tool, ['-q', '-c', configuration, ...words], {
      env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    })

  // One dead third-party source fails the whole update; what counts is whether a candidate turns up.
  await apt('apt-get', 'update').catch(() => undefined)

  return {
    async candidate(name) {
      const { stdout } = await apt('apt-cache', 'policy', name)
      const version = /^ {2}Candidate: (?:\d+:)?(\d\S*)/m.exec(stdout)
      return version?.[1]
    },
    async unpack(name, root) {
      await apt('apt-get', 'install', '--download-only', '--no-install-recommends', '--yes', name)
      const files = await readdir(archives)
      for (const file of files.filter((entry) => entry.endsWith('.deb'))) {
        await run('dpkg-deb', ['-x', join(archives, file), root])
      }
    },
  }
}

/** Everything apt writes goes to `folder`; the hooks that a system runs around apt would write elsewhere. */
function privateConfiguration(folder: string): string {
  return `#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Invoke;
#clear DPkg::Post-Invoke;
Dir::State "${folder}/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "${folder}/cache";
Dir::Log "${folder}";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Debug::NoLocking "true";
APT::Sandbox::User "";
`
}
