/** A release as it is reviewed: its words and their source, what was found in them, and what stops it. */
import { type Block, blocksOf } from '../domain/blocks.ts'
import type { Call } from '../domain/call.ts'
import type { Source } from '../domain/draft.ts'
import type { Instant } from '../domain/instant.ts'
import { listRedactions, type Redactions } from '../domain/redactions.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import type { Spoken } from '../domain/spoken/model.ts'
import { countToldOfLift } from './count-told.ts'
import { contextOf } from './find-conflicts.ts'
import { openRevision } from './release-view.ts'
import { type ShownRelease, showRelease } from './show-release.ts'
import type { Work } from './work.ts'

export type ShownReview = ShownRelease & {
  readonly source: Source
  readonly redactions: Redactions
  /** What staff said of its rules; null where it is no transcript of a call. */
  readonly spoken: Spoken | null
  readonly blocks: readonly Block[]
  readonly call: { readonly call: Call; readonly title: string } | null
  readonly now: Instant
  readonly heldAll: boolean
  /** How many would be told, should it go public now. */
  readonly people: number
  /** Who reads it, and whether two people must approve it. */
  readonly reader: string
  readonly twoPerson: boolean
}

export async function showReview(
  work: Pick<Work, 'store' | 'editor' | 'actor' | 'twoPerson'>,
  id: string,
): Promise<ShownReview | Refusal> {
  const { store, editor, actor } = work
  const shown = await showRelease(work, id)
  if (isRefusal(shown)) return shown
  const { release, content } = shown
  const now = await store.clock.now()
  const { source } = await openRevision(store, release, release.content, actor, now)
  const call = release.callId === null ? null : await store.calls.read(release.callId)
  const { body } = source
  const [guard, spoken, hold, people] = await Promise.all([
    editor.guard(content, source),
    call === null || body.form !== 'transcript' ? null : editor.hear(body.transcript, contextOf(call)),
    store.holdAll.read(),
    countToldOfLift(work, [content.topics]),
  ])
  return {
    ...shown,
    source,
    redactions: listRedactions(source),
    spoken,
    blocks: blocksOf(release, release.state === 'draft' && guard !== null),
    call: call && { call, title: store.calls.details(call, actor).title },
    now,
    heldAll: hold !== null,
    people,
    reader: actor.name,
    twoPerson: work.twoPerson,
  }
}
