/** Where the browser of the tests comes from: `CHROMIUM`, the PATH, or Debian's package in the data folder. */
import { execFile } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { LaunchOptions } from 'playwright-core'
import { hasDebianTools } from '../../src/embedded/debian-packages.ts'
import { libraryPath, unpackDebianPackages } from './debian-tool.ts'

const run = promisify(execFile)

/** A browser that runs here, or why there is none. */
export type FoundChromium =
  | { readonly path: string; readonly version: string; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
/** Fonts before the browser: without any it draws empty boxes. */
const PACKAGES = ['fonts-liberation', 'chromium'] as const

/** Finds a browser or fetches one: about 100 MB, once, and nothing outside the data folder changes. */
export async function findChromium(): Promise<FoundChromium> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter(existsSync)
  for (const path of process.env.CHROMIUM ? [process.env.CHROMIUM] : paths) {
    const version = await versionOf(path, {})
    if (version !== null) return { path, version, env: {} }
  }
  const root = await unpackDebianPackages('chromium', PACKAGES)
  if (root === null) return { missing: await whyNot() }
  const env = { LD_LIBRARY_PATH: libraryPath(root), FONTCONFIG_FILE: await writeFontSettings(root) }
  const path = join(root, 'usr/lib/chromium/chromium')
  const version = await versionOf(path, env)
  return version === null
    ? { missing: `the browser in ${root} does not run; remove that folder to have it fetched again` }
    : { path, version, env }
}

/** How the tests start it. It asks nobody for anything by itself. */
export function launchOptions(found: Extract<FoundChromium, { path: string }>): LaunchOptions {
  return {
    executablePath: found.path,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...found.env },
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A shot is the same on every machine, whatever its screen and its scrollbars.
      '--hide-scrollbars',
      '--force-color-profile=srgb',
    ],
  }
}

async function versionOf(path: string, env: Readonly<Record<string, string>>): Promise<string | null> {
  const answer = await run(path, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 }).catch(
    () => null,
  )
  return /\d+\.\d+\.\d+\.\d+/.exec(answer?.stdout ?? '')?.[0] ?? null
}

async function whyNot(): Promise<string> {
  if (!(await hasDebianTools()))
    return 'no Chromium on the PATH (or in CHROMIUM), and no apt to fetch one with'
  const reached = await lookup('deb.debian.org').catch(() => null)
  if (reached === null)
    return 'no Chromium on the PATH (or in CHROMIUM), and the package archive is out of reach'
  return 'no Chromium on the PATH (or in CHROMIUM), and Debian’s package could not be fetched'
}

/** What a page asks for where it names no font that is there: the fetched ones, whatever this system has. Whoever asks for none gets the sans. */
const FAMILIES = [
  ['serif', 'Liberation Serif'],
  ['Georgia', 'Liberation Serif'],
  ['sans-serif', 'Liberation Sans'],
  ['sans', 'Liberation Sans'],
  ['system-ui', 'Liberation Sans'],
  ['monospace', 'Liberation Mono'],
] as const

/** Names the fetched fonts, and this system's where it has some. */
async function writeFontSettings(root: string): Promise<string> {
  const path = join(root, 'fonts.conf')
  const aliases = FAMILIES.map(
    ([asked, given]) =>
      `  <match target="pattern"><test name="family"><string>${asked}</string></test><edit name="family" mode="prepend" binding="strong"><string>${given}</string></edit></match>`,
  )
  await mkdir(join(root, 'font-cache'), { recursive: true })
  await writeFile(
    path,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(root, 'usr/share/fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(root, 'font-cache')}</cachedir>
${aliases.join('\n')}
  <match target="pattern"><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match>
</fontconfig>
`,
  )
  return path
}
