/** A call as the desk needs it: its portions, what goes out under each, and what still stops that. */
import { type Block, blocksOf, blocksOfEmpty } from '../domain/blocks.ts'
import type { Call } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { GroundRules } from '../domain/ground-rules.ts'
import type { Instant } from '../domain/instant.ts'
import type { Release } from '../domain/release.ts'
import { type CallView, viewCall } from './call-view.ts'
import { openRevision } from './release-view.ts'
import type { Work } from './work.ts'

export type ShownPiece = {
  readonly release: Release
  readonly headline: string
  readonly topics: readonly string[]
  readonly embargo: Embargo
  readonly blocks: readonly Block[]
}

export type ShownPortion = {
  readonly id: string
  readonly name: string | null
  readonly groundRules: GroundRules
  readonly embargo: Embargo
  readonly transcript: ShownPiece | null
  /** Of the portion where it has no transcript. */
  readonly blocks: readonly Block[]
}

export type ShownCall = CallView & {
  readonly now: Instant
  readonly portions: readonly ShownPortion[]
  /** What is no transcript: statements, fact sheets and the like. */
  readonly others: readonly ShownPiece[]
}

type Reading = Pick<Work, 'store' | 'editor' | 'actor'>

export async function showCall(work: Reading, call: Call): Promise<ShownCall> {
  const { store, actor } = work
  const [view, now] = await Promise.all([viewCall(store, call, actor), store.clock.now()])
  const releases = await store.releases.readMany(call.releaseIds)
  const pieces = await Promise.all(releases.map((release) => showPiece(work, release, now)))
  const portions = call.portions.flatMap((portion, index): ShownPortion[] => {
    const details = view.details.portions[index]
    const embargo = view.embargoes[index]
    if (details === undefined || embargo === undefined) return []
    const transcript = pieces.find(({ release }) => release.id === portion.transcriptId) ?? null
    const blocks = transcript === null ? blocksOfEmpty(call, details.groundRules) : transcript.blocks
    return [{ ...details, id: portion.id, embargo, transcript, blocks }]
  })
  const shown = new Set(portions.map(({ transcript }) => transcript?.release.id))
  return { ...view, now, portions, others: pieces.filter(({ release }) => !shown.has(release.id)) }
}

export async function showPiece(work: Reading, release: Release, now: Instant): Promise<ShownPiece> {
  const { store, editor, actor } = work
  const [{ content, source }, embargo] = await Promise.all([
    openRevision(store, release, release.content, actor, now),
    store.embargoes.read(release.embargoId),
  ])
  if (embargo === null) throw new Error('A release names an embargo that does not exist')
  const isOpen = release.state === 'draft'
  const holdsName = isOpen && (await editor.guard(content, source)) !== null
  return {
    release,
    headline: content.headline,
    topics: content.topics,
    embargo,
    blocks: blocksOf(release, holdsName),
  }
}
