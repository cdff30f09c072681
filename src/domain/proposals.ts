/** What a careful desk editor would ask about: words that may name someone withheld, for press staff to decide. */
import { addressesIn } from './direct-address.ts'
import type { Source } from './draft.ts'
import { type Edit, editId, fits, idOf } from './edits.ts'
import { markOf, PROPOSALS, type ProposalKind } from './find-policy.ts'
import { type GroundRules, withheldSpeakers } from './ground-rules.ts'
import { findMatches, type NameIndex, nameIndex } from './name-index.ts'
import { type Passage, type Place, passagesOf } from './passages.ts'
import { createRedactor } from './redaction.ts'
import type { Span } from './span.ts'
import { createWordFinder, type Found } from './uncertain-forms.ts'

/** `blocks`: undecided, and staff accepted the same words elsewhere, so that clearing is refused. */
export type Proposal = Place & {
  readonly id: string
  readonly kind: ProposalKind
  readonly words: string
  /** What would stand in the place of the words. */
  readonly mark: string
  readonly decision: Decision | null
  readonly blocks: boolean
}
type Decision = Exclude<Edit, { kind: 'strike' }>

/**
 * The proposals of a source in the order of its words, decided ones too. An undecided one neither overlaps what
 * is redacted anyway nor another, the likelier of which it is, nor lies within a strike.
 */
export function findProposals(source: Pick<Source, 'rules' | 'body' | 'edits'>): readonly Proposal[] {
  const { rules, body } = source
  const edits = source.edits.filter((edit) => fits(edit, body))
  const decisions = edits.filter((edit) => edit.kind !== 'strike')
  const accepted = decisions.filter((edit) => edit.kind === 'accepted')
  const again = createAgainFinder(accepted)
  const redactionsIn = createRedactor(withheldSpeakers(rules), rules.attribution)
  const findWords = createWordFinder(rules)
  const addressesAt = byPassage(addressesIn(body, rules))
  const editsAt = byPassage(edits)

  return passagesOf(body).flatMap((passage) => {
    const here = editsAt(passage)
    const decided = here.filter((edit) => edit.kind !== 'strike')
    const found = [
      ...findWords(passage.text),
      ...addressesAt(passage).map(({ start, end }) => ({ kind: 'address' as const, start, end })),
      ...again.find(passage.text),
    ]
    if (found.length === 0 && decided.length === 0) return []
    const taken = createTaken([...redactionsIn(passage.text), ...decided], passage.text.length)
    const struck = here.filter((edit) => edit.kind === 'strike')
    const undecided = found.filter((one) => {
      if (struck.some(({ start, end }) => start <= one.start && one.end <= end)) return false
      return taken.take(one)
    })
    const open = [...decided.map(({ find, start, end }) => ({ kind: find, start, end })), ...undecided]
    return open
      .sort((one, other) => one.start - other.start)
      .map((one) => proposalOf(one, passage, decided, again, rules))
  })
}

/** Those that nobody has decided. */
export function openProposals(source: Pick<Source, 'rules' | 'body' | 'edits'>): readonly Proposal[] {
  return findProposals(source).filter(({ decision }) => decision === null)
}

/** Remembers which characters are spoken for, so that a text full of finds costs no more than its length. */
function createTaken(spans: readonly Span[], length: number) {
  const taken = new Uint8Array(length)
  for (const { start, end } of spans) taken.fill(1, start, end)
  return {
    take({ start, end }: Span): boolean {
      if (taken.subarray(start, end).includes(1)) return false
      taken.fill(1, start, end)
      return true
    },
  }
}

type AgainFinder = { find(text: string): readonly Found[]; readonly names: NameIndex }

/** What staff took for a name in one place is asked about in every other. */
function createAgainFinder(accepted: readonly { words: string; find: ProposalKind }[]): AgainFinder {
  const names = nameIndex(accepted.map(({ words }) => ({ name: '', aliases: [words] })))
  return {
    names,
    find: (text) =>
      findMatches(text, names).flatMap(({ start, end, form }) => {
        const kind = accepted[form.who]?.find
        return kind === undefined ? [] : [{ kind, start, end }]
      }),
  }
}

function proposalOf(
  { kind, start, end }: Found,
  { turn, paragraph, text }: Passage,
  decided: readonly Decision[],
  again: AgainFinder,
  rules: GroundRules,
): Proposal {
  const place = { turn, paragraph, start, end }
  const id = editId(kind, place)
  const words = text.slice(start, end)
  const decision = decided.find((edit) => idOf(edit) === id) ?? null
  const blocks = decision === null && findMatches(words, again.names).length > 0
  return { ...place, id, kind, words, mark: markOf(kind, rules.attribution), decision, blocks }
}

/** What stands in each passage, if anything stands anywhere. */
function byPassage<P extends Place>(places: readonly P[]): (passage: Passage) => readonly P[] {
  if (places.length === 0) return () => []
  const found = Map.groupBy(places, placeKey)
  return (passage) => found.get(placeKey(passage)) ?? []
}

const placeKey = ({ turn, paragraph }: Pick<Place, 'turn' | 'paragraph'>) => `${turn}.${paragraph}`

/** Likely ones before doubtful ones, as staff should read them. */
export function byWeight(proposals: readonly Proposal[]): readonly Proposal[] {
  const { likely = [], doubtful = [] } = Object.groupBy(proposals, ({ kind }) => PROPOSALS[kind].weight)
  return [...likely, ...doubtful]
}
