/** The review of a release: as it will be published, beside what was read in it, what disagrees and what to withhold. */

import type { Call } from '../../domain/call.ts'
import type { Content } from '../../domain/content.ts'
import type { Source } from '../../domain/draft.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { PROPOSALS } from '../../domain/find-policy.ts'
import { BASIS_RULES, withheldSpeakers } from '../../domain/ground-rules.ts'
import type { Instant } from '../../domain/instant.ts'
import type { InContext } from '../../domain/passages.ts'
import type { Redactions } from '../../domain/redactions.ts'
import type { Release } from '../../domain/release.ts'
import type { Conflict } from '../../domain/spoken/conflict.ts'
import type { Spoken } from '../../domain/spoken/model.ts'
import type { Role } from '../../domain/transcript/model.ts'
import { markdownHtml } from '../markdown.ts'
import { printedClock } from '../press-time.ts'
import { KIND_NAMES } from '../release-words.ts'
import { type Said, saidIn } from '../said.ts'
import { blocksOnPage } from './block-words.ts'
import { type ClearStep, clearSays, clearStep } from './clear-words.ts'
import { type ConflictView, conflictView } from './conflict-words.ts'
import { hereZoneOf } from './embargo-words.ts'
import type { Form } from './form.ts'
import { type HeardView, heardView } from './heard-words.ts'
import { type PieceSource, type PieceView, pieceView } from './pieces.ts'

export type ReviewView = {
  readonly form: Form
  readonly id: string
  readonly now: Instant
  readonly call: { readonly href: string; readonly title: string } | null
  readonly headline: string
  readonly kind: string
  readonly piece: PieceView
  /** The content's own number: what clearing names. */
  readonly revision: number
  /** The record's: what any change of it names. */
  readonly recordRevision: number
  readonly body: {
    readonly start: string | null
    readonly end: string | null
    readonly turns: readonly TurnView[]
    /** Safe HTML. */
    readonly prose: string | null
  }
  /** What was heard of the rules and the embargo; nothing where it is no transcript. */
  readonly heard: readonly HeardView[]
  readonly speakers: readonly { readonly label: string; readonly role: string; readonly turns: number }[]
  readonly rule: string
  readonly withheld: readonly string[]
  readonly automatic: readonly { readonly mark: string; readonly context: InContext }[]
  readonly conflicts: readonly ConflictView[]
  readonly proposals: readonly ProposalView[]
  readonly strikes: readonly {
    readonly id: string
    readonly mark: string
    readonly by: string
    readonly context: InContext
  }[]
  /** Null where it cannot be cleared, or is. */
  readonly clear: (ClearStep & { readonly says: readonly string[]; readonly isLate: boolean }) | null
  readonly state: Release['state']
  /** Its basis allows publication. */
  readonly canPublish: boolean
  /** It may still be changed. */
  readonly isOpen: boolean
}

type TurnView = {
  readonly number: number
  readonly speaker: string
  readonly role: Role
  readonly paragraphs: readonly (readonly Said[])[]
}

type ProposalView = {
  readonly id: string
  readonly because: string
  readonly mark: string
  readonly context: InContext
  readonly decision: 'accept' | 'decline' | null
  readonly blocks: boolean
}

const ROLES: Readonly<Record<Role, string>> = {
  moderator: 'Moderator',
  speaker: 'Speaker',
  reporter: 'Reporter',
  operator: 'Operator',
  unknown: 'Unknown',
}

export function reviewView(shown: {
  readonly release: Release
  readonly embargo: Embargo
  readonly content: Content
  readonly source: Source
  readonly redactions: Redactions
  readonly spoken: Spoken | null
  readonly conflictsFound: readonly Conflict[]
  readonly call: { readonly call: Call; readonly title: string } | null
  readonly blocks: PieceSource['blocks']
  readonly now: Instant
  readonly heldAll: boolean
  /** How many would be told, should it go public. */
  readonly people: number
  readonly reader: string
  readonly twoPerson: boolean
  readonly form: Form
  readonly deskZone: string
}): ReviewView {
  const { release, embargo, content, source, redactions, call, blocks, now, heldAll, people, form } = shown
  const hereZone = hereZoneOf(shown)
  const href = `/desk/releases/${release.id}`
  const piece = { title: content.headline, basis: release.basis, embargo, release, blocks, loadHref: href }
  const isOpen = release.state === 'draft' || release.state === 'cleared'
  return {
    form,
    id: release.id,
    now,
    call: call && { href: `/desk/calls/${call.call.id}`, title: call.title },
    headline: content.headline,
    kind: KIND_NAMES[content.kind],
    piece: { ...pieceView(piece, { hereZone, now, heldAll }), blocks: blocksOnPage(blocks) },
    revision: release.content,
    recordRevision: release.revision,
    body: bodyView(content),
    heard: shown.spoken === null ? [] : heardView(shown.spoken, hereZone),
    speakers: speakersOf(source),
    rule: `${BASIS_RULES[source.rules.basis].label}, attributed to “${source.rules.attribution}”`,
    withheld: withheldSpeakers(source.rules).map(({ name }) => name),
    automatic: redactions.automatic,
    conflicts: shown.conflictsFound.map((conflict) => conflictView(conflict, release.acknowledged)),
    proposals: redactions.proposals.map(({ id, kind, mark, context, decision, blocks: stops }) => ({
      ...{ id, mark, context, blocks: stops },
      because: PROPOSALS[kind].because,
      decision: decision === null ? null : decision.kind === 'accepted' ? 'accept' : 'decline',
    })),
    strikes: redactions.strikes,
    clear:
      release.state === 'draft' && BASIS_RULES[release.basis].publishable
        ? {
            ...clearStep(release, shown.reader, shown.twoPerson),
            says: clearSays(embargo, hereZone, people),
            isLate: embargo.state === 'lifted',
          }
        : null,
    state: release.state,
    canPublish: BASIS_RULES[release.basis].publishable,
    isOpen,
  }
}

function bodyView({ body }: Content): ReviewView['body'] {
  if (body.form === 'markdown') return { start: null, end: null, turns: [], prose: markdownHtml(body.text) }
  const { start, end, turns } = body.transcript
  return {
    start: start && printedClock(start),
    end: end && printedClock(end),
    prose: null,
    turns: turns.map(({ speaker, role, paragraphs }, index) => ({
      ...{ number: index + 1, speaker, role },
      paragraphs: paragraphs.map(saidIn),
    })),
  }
}

/** Whose labels were read, in the order they first speak. */
function speakersOf({ body }: Source): ReviewView['speakers'] {
  if (body.form === 'markdown') return []
  const bySpeaker = Map.groupBy(body.transcript.turns, ({ speaker }) => speaker)
  return Array.from(bySpeaker, ([label, turns]) => ({
    label,
    role: ROLES[turns[0]?.role ?? 'unknown'],
    turns: turns.length,
  }))
}
