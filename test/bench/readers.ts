/** Readers at the instant: the release page under load, beside a bare Express route that sends the same bytes. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { aCall, TRANSCRIPT } from '../support/a-call.ts'
import { findDebianTool, type Tool } from '../support/debian-tool.ts'
import { ask, press } from './press.ts'
import { openStage } from './stage.ts'
import { type Part, perSecond, type Row } from './table.ts'

const ROUNDS = 4
const SECONDS = 4
const CONNECTIONS = 50

export async function measureReaders(): Promise<Part> {
  const wrk = await findDebianTool('wrk', 'wrk')
  if (wrk === null) throw new Error('This part needs wrk, from Debian’s packages')
  const directory = await mkdtemp(join(tmpdir(), 'hfr-bench-'))
  const stage = await openStage()
  await stage.start('workers')
  const { port } = await stage.start('intake')
  const path = `/releases/${await aPublicTranscript(port)}`
  const page = await ask(port, 'GET', path)
  const file = join(directory, 'page.html')
  await writeFile(file, page.text)
  const bare = await startBareRoute(file)
  const ours = `http://127.0.0.1:${port}${path}`
  const theirs = `http://127.0.0.1:${bare.port}/page`
  const etag = page.etag ?? ''
  const rates: { ours: number[]; theirs: number[]; unchanged: number[] } = {
    ours: [],
    theirs: [],
    unchanged: [],
  }
  await Promise.all([load(wrk, ours, 1), load(wrk, theirs, 1)])
  // In turns, so that whatever else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(await load(wrk, ours, SECONDS))
    rates.theirs.push(await load(wrk, theirs, SECONDS))
    rates.unchanged.push(await load(wrk, ours, SECONDS, ['-H', `If-None-Match: ${etag}`]))
  }
  bare.child.kill()
  await stage.close()
  await rm(directory, { recursive: true, force: true })
  return { title: 'Readers at the instant', how: HOW, rows: rowsOf(rates, Buffer.byteLength(page.text)) }
}

const HOW = `One intake process under wrk with ${CONNECTIONS} connections, warm; Redis is asked for every request, shared only by those that
wait for it at the same time. Medians of ${ROUNDS} rounds in turns. That no answer is stale over three intakes is
\`test/journeys/readers.test.ts\`.`

function rowsOf(
  rates: { ours: number[]; theirs: number[]; unchanged: number[] },
  bytes: number,
): readonly Row[] {
  const [ours, theirs, unchanged] = [median(rates.ours), median(rates.theirs), median(rates.unchanged)]
  const row = (what: string, rate: number, least: number): Row => ({
    what,
    ours: perSecond(rate),
    beside: `a bare Express route ${perSecond(theirs)}`,
    ratio: `${(rate / theirs).toFixed(2)} ×`,
    limit: least === 0 ? '' : `≥ ${least} ×`,
    met: rate / theirs >= least,
  })
  return [
    row(`the release page, ${(bytes / 1024).toFixed(1)} KB`, ours, 0.9),
    row('304 to those who have it', unchanged, 0),
  ]
}

async function load(wrk: Tool, url: string, seconds: number, more: readonly string[] = []): Promise<number> {
  const { stdout } = await promisify(execFile)(
    wrk.path,
    ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, ...more, url],
    { env: { ...process.env, ...wrk.env } },
  )
  if (/Non-2xx/.test(stdout) && more.length === 0)
    throw new Error(`wrk got answers that are not the page:\n${stdout}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN)
}

function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2
}

async function startBareRoute(file: string): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [resolve('test/bench/bare-route.ts'), file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [message] = (await once(child, 'message')) as [{ port: number }]
  return { port: message.port, child }
}

/** The slug of a transcript that is public. */
async function aPublicTranscript(port: number): Promise<string> {
  const call = await press(port, 'POST', '/v1/calls', aCall({}))
  const put = await ask(port, 'PUT', `/v1/calls/${call.id}/transcript`, {
    type: 'text/plain',
    text: TRANSCRIPT,
  })
  const { id, revision, conflicts } = JSON.parse(put.text).release
  await press(port, 'PUT', `/v1/releases/${id}/clearance`, { revision, acknowledge: conflicts })
  await press(port, 'POST', `/v1/calls/${call.id}/start`)
  await press(port, 'POST', `/v1/calls/${call.id}/end`)
  for (;;) {
    const release = await press(port, 'GET', `/v1/releases/${id}`)
    if (release.slug !== null) return release.slug
  }
}
