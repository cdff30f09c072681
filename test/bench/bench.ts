/** `npm run bench [-- lifts fanout readers]`: measures, prints one table a part, and writes docs/benchmarks.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import { measureFanout } from './fanout.ts'
import { measureLifts } from './lifts.ts'
import { measureReaders } from './readers.ts'
import { type Part, renderPart } from './table.ts'

const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  lifts: measureLifts,
  fanout: measureFanout,
  readers: measureReaders,
}

const COMPARED = ['bullmq', 'ioredis', 'nodemailer', 'express', 'node-schedule']
const PAGE = resolve('docs/benchmarks.md')
const MARK = (name: string) => `<!-- ${name} -->`

const HEAD = `# Benchmarks

Made by \`npm run bench\`, which anyone can run; ours beside what one would pick instead, in one run on one
machine. Times differ from machine to machine, so mind the ratios.
`

const { positionals } = parseArgs({ allowPositionals: true, strict: false })
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS)
for (const name of wanted) {
  const measure = PARTS[name]
  if (measure === undefined) {
    process.stderr.write(`There is no part ${name}; there are ${Object.keys(PARTS).join(', ')}.\n`)
    process.exit(64)
  }
  const text = renderPart(await measure())
  process.stdout.write(`\n${text}\n`)
  await keep(name, text)
}

/** Puts the part in its place on the page; the other parts stay as they were measured. */
async function keep(name: string, text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8').catch(() => '')
  const parts = new Map(
    Object.keys(PARTS).map((part) => [part, page.split(MARK(part))[1]?.trim() ?? ''] as const),
  )
  parts.set(name, `${text.trim()}\n\n${await machine()}`)
  const body = [...parts].flatMap(([part, kept]) => (kept === '' ? [] : [MARK(part), kept, MARK(part)]))
  await writeFile(PAGE, `${HEAD}\n${body.join('\n\n')}\n`)
}

/** What was measured on, and with which versions of what is compared. */
async function machine(): Promise<string> {
  const [cpu] = cpus()
  const date = new Date().toISOString().slice(0, 10)
  const memory = Math.round(totalmem() / 2 ** 30)
  const redis = await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say: () => {} })
  const packages = await Promise.all(COMPARED.map(async (name) => `${name} ${await versionOf(name)}`))
  return `Measured ${date}: ${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB, ${process.platform}; Node ${process.version}, Redis ${redis.version}, ${packages.join(', ')}.`
}

async function versionOf(name: string): Promise<string> {
  const manifest = await readFile(resolve('node_modules', name, 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version
}
