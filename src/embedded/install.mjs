/**
 * Installs the project's packages where they are missing, before `npm start` and `npm test`. It is the one file
 * that runs on the machine's own Node (20 or later) with nothing installed: plain JavaScript, no packages.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? '.', '../..')
const ownNode = join(root, 'node_modules', '.bin', 'node')
const oldestNode = 20
const ownNodeMajor = 24

// With the project's own Node first on the PATH, npm would replace the program that it is running on.
const machinePath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
  .join(delimiter)

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  stop(
    `Node ${process.versions.node} is too old: install Node ${oldestNode} or later from https://nodejs.org`,
  )
}
if (!isInstalled()) {
  say('Installing this project’s packages into node_modules (npm ci, under a minute).')
  // Tools are development dependencies, wanted here whatever NODE_ENV says.
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  if (!npm('ci', ...quiet)) {
    // A lockfile written where a registry lacks other systems' binaries fails `npm ci` everywhere else.
    say('npm ci refused; trying npm install, which keeps to the lockfile and adds what it misses.')
    if (!npm('install', '--no-save', ...quiet)) stop('npm install failed; what it printed above says why')
  }
}
if (!hasOwnNode()) {
  say(`Installing Node ${ownNodeMajor} into node_modules; the machine’s own Node stays as it is.`)
  npm('rebuild', 'node', '--ignore-scripts=false')
  if (!hasOwnNode()) stop(`Node ${ownNodeMajor} could not be installed: ${ownNode} does not run`)
}

/** Whether node_modules holds every version that the lockfile names; npm leaves out what is for other systems. */
function isInstalled() {
  const wanted = packages(join(root, 'package-lock.json'))
  const present = packages(join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    const found = present[path]
    return found === undefined ? optional === true : found.version === version
  })
}

function packages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages
  } catch {
    return {}
  }
}

function hasOwnNode() {
  const { stdout } = spawnSync(ownNode, ['--version'], { encoding: 'utf8' })
  return Number.parseInt(stdout?.slice(1) ?? '', 10) >= ownNodeMajor
}

function npm(...words) {
  const { status, error } = spawnSync('npm', words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: machinePath },
  })
  if (error) stop(`npm is needed and could not be run: ${error.message}`)
  return status === 0
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
