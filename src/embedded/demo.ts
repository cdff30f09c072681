/** The entry of `npm run demo [-- transcript.txt]`: plays a whole press call and prints when each thing happened. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { type DemoStage, openStage } from './demo-stage.ts'
import { send } from './press-api.ts'
import { sampleCall, sampleTranscript } from './sample.ts'

const Scheduled = z.object({
  id: z.string(),
  portions: z.array(z.object({ embargo: z.object({ id: z.string() }) })),
})
const Loaded = z.object({
  release: z.object({ id: z.string(), revision: z.number(), conflicts: z.array(z.string()) }),
  read: z.object({ turns: z.array(z.object({ paragraphs: z.array(z.string()) })) }),
})
const Anything = z.object({})

const SUBSCRIBERS = 1000
const NEWCOMER = 'reporter@desk.example'
const say = (line = '') => void process.stdout.write(`${line}\n`)

const started = performance.now()
const [path] = process.argv.slice(2)
const directory = await mkdtemp(join(tmpdir(), 'hfr-demo-'))
const stage = await openStage({ directory, dataDir: resolve(process.env.DATA_DIR ?? '.data'), say })
try {
  await play(stage, path)
} catch (error) {
  say(error instanceof Error ? error.message : 'The demo failed for an unknown reason')
  process.exitCode = 1
} finally {
  await stage.close()
  await rm(directory, { recursive: true, force: true })
}

async function play(stage: DemoStage, path: string | undefined): Promise<void> {
  const { api, inbox } = stage
  const startsAt = DateTime.now().setZone('America/New_York').startOf('minute').minus({ minutes: 19 })
  const declared = sampleCall(startsAt)
  const title = path === undefined ? declared.title : 'Background press call'
  const call = await send(api, 'POST', '/v1/calls', Scheduled, { ...declared, title })
  tell('scheduled', `${title}, embargoed until the end of the call`)

  await send(api, 'POST', '/v1/subscribers/import', Anything, subscribers(), 'application/x-ndjson')
  tell('imported', `${SUBSCRIBERS} subscribers`)
  await stage.signUp(NEWCOMER)
  tell('confirmed', 'one more signed up, opened the mail and confirmed')

  const text = path === undefined ? await sampleTranscript(startsAt) : await readFile(path, 'utf8')
  const { release, read } = await send(api, 'PUT', `/v1/calls/${call.id}/transcript`, Loaded, text)
  const { id, revision, conflicts } = release
  await send(api, 'PUT', `/v1/releases/${id}/clearance`, Anything, { revision, acknowledge: conflicts })
  await send(api, 'POST', `/v1/calls/${call.id}/start`, Anything)
  tell('live', `the transcript, ${read.turns.length} turns, is loaded and cleared; the call runs`)
  const words = longestParagraph(read)
  const before = await stage.publicText()
  demand(!before.includes(words) && !before.includes(title), 'something was public before the lift')
  demand(inbox.to.length === 1, 'mail left before the lift')
  tell('held', 'nothing of it is public: not on a page, in a feed, or in a mail')

  const live = await stage.followLive()
  const endedAt = performance.now()
  await send(api, 'POST', `/v1/calls/${call.id}/end`, Anything)
  const since = (at: number) => `+${(at - endedAt).toFixed(0)} ms`
  tell('ended', `POST …/end answered ${since(performance.now())}`)
  const slug = await live.slug
  const page = await stage.readPage(slug)
  const pageAt = performance.now()
  const { receipt, lastAt, firstAt } = await stage.untilEveryoneHas(SUBSCRIBERS + 1, ended(call))
  tell('lifted', `${receipt.latenessMs} ms after the call ended, as the receipt says`)
  tell('page', `public and read by a client ${since(pageAt)}`)
  tell('first mail', since(firstAt))
  tell('last mail', `${since(lastAt)}, to ${SUBSCRIBERS + 1} subscribers`)

  const copies = inbox.to.slice(1)
  demand(
    new Set(copies).size === SUBSCRIBERS + 1 && copies.length === SUBSCRIBERS + 1,
    'someone got it twice, or not',
  )
  tell('once', 'everyone has it once')
  demand(page.includes(words), 'the page does not have what was said')
  const everything = [page, await stage.publicText(), ...inbox.texts].join('\n').toLowerCase()
  const withheld = declared.groundRules.speakers.flatMap(({ name, title, aliases }) => [
    name,
    title,
    ...aliases,
  ])
  const leaked = withheld.filter((name) => everything.includes(name.toLowerCase()))
  demand(leaked.length === 0, 'a withheld name left')
  tell('withheld', 'no withheld name, title or alias is anywhere')
}

function ended(call: z.infer<typeof Scheduled>): string {
  return call.portions[0]?.embargo.id ?? ''
}

function tell(what: string, words: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(3).padStart(8)
  say(`${seconds} s  ${what.padEnd(11)} ${words}`)
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`Not as promised: ${otherwise}.`)
}

function subscribers(): string {
  const lines = Array.from({ length: SUBSCRIBERS }, (_, index) => `{"email":"desk-${index}@papers.example"}`)
  return lines.join('\n')
}

/** Words to look for: a stretch of the longest paragraph that needs no escaping. */
function longestParagraph({ turns }: z.infer<typeof Loaded>['read']): string {
  const all = turns.flatMap((turn) => turn.paragraphs)
  const plain = all.flatMap((text) => text.split(/[^\w ,.]+|\s{2,}/)).map((text) => text.trim())
  return (
    plain
      .toSorted((a, b) => b.length - a.length)[0]
      ?.slice(0, 60)
      .trim() ?? ''
  )
}
